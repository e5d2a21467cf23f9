import type { Scalar } from '../core/scalar.ts'
import type { Edition } from './edition.ts'
import type { Entry } from './fold.ts'
import type { MapName } from './keys.ts'
import { TableModel } from './table-model.ts'

/** What a commit did to one key. */
export interface CommittedEffect {
  readonly map: MapName
  readonly key: string
  readonly after: Scalar
}

/** The server's view of a table: what is on disk and nothing else. It is moved on by the effects of commits. */
export class CommittedView extends TableModel {
  constructor(edition: Edition, overlay: Iterable<Entry>) {
    super(edition)
    this.rebase(edition, overlay)
  }

  /** the batch is durable */
  commit(effects: readonly CommittedEffect[]): void {
    for (const { map, key, after } of effects) this.set(map, key, after)
    this.flush('remote')
  }
}

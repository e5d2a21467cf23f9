import type { CompiledQuery, Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from './schema.ts'

/** Stands in a query's parameters until the query is asked for. */
class Slot<Input> {
  readonly pick: (input: Input) => unknown

  constructor(pick: (input: Input) => unknown) {
    this.pick = pick
  }
}

export type SlotFor<Input> = <T>(pick: (input: Input) => T) => RawBuilder<T>

/**
 * Compiles a query once, its parameters taken from the input at each call: for what every commit runs, compiling would cost
 * the event loop more than sending.
 */
export function prepareQuery<Input>(
  kysely: Kysely<Schema>,
  build: (slot: SlotFor<Input>) => { compile(kysely: Kysely<Schema>): CompiledQuery },
): (input: Input) => CompiledQuery {
  const compiled = build(pick => sql.val(new Slot(pick) as never)).compile(kysely)
  return input => ({
    ...compiled,
    parameters: compiled.parameters.map(value => (value instanceof Slot ? value.pick(input) : value)),
  })
}

import type { CurrentEdition } from '../../../shared/document/client-options.ts'
import { Edition } from '../../../shared/document/edition.ts'
import { portableHash, seal } from '../../../shared/document/seal.ts'

/** Two departments' rows, a target that the owner fills, a remark of the planning office, and a computed column. */
export function smallTable(): CurrentEdition {
  const edition = new Edition({
    table: 't1',
    seq: 1,
    parent: null,
    structure: new Map<string, string | number>([
      ['table:title', '主要指标表'],
      ['name:order', 'a0'],
      ['name:title', '指标'],
      ['name:type', 'text'],
      ['name:fills', 'planning'],
      ['target:order', 'a1'],
      ['target:title', '目标值'],
      ['target:type', 'value'],
      ['target:fills', 'owner'],
      ['double:order', 'a2'],
      ['double:title', '两倍'],
      ['double:type', 'computed'],
      ['double:formula', '=[@目标值]*2'],
    ]),
    rows: ['retail', 'export', 'grain'],
    rowFacts: new Map([
      ['order', ['a0', 'a1', 'a2']],
      ['owner', ['shangwu', 'shangwu', 'nongye']],
    ]),
    cells: new Map([
      ['name', ['社会消费品零售总额', '出口总额', '粮食产量']],
      ['target', [122, 30.66, 3.57]],
    ]),
  })
  const { hash, room } = seal(edition, portableHash)
  return { room, hash, edition }
}

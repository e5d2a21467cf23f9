/** A fault put into the gate on purpose: some test must notice. */
export interface Fault {
  readonly name: string
  /** below server/sync */
  readonly file: string
  /** stands there exactly once */
  readonly find: string
  readonly instead: string
}

const CHECK = 'gate/check.ts'
const APPLY = 'gate/apply-checked.ts'
const ENCODE = 'gate/encode-checked.ts'
const RIGHTS = 'gate/rights.ts'
const PARSE = 'gate/parse-update.ts'
const BATCH = 'batch.ts'

const without = (name: string, file: string, find: string): Fault => ({ name, file, find, instead: '' })

/** What somebody might break in the gate without meaning to. */
export const FAULTS: readonly Fault[] = [
  // who may
  without('deletes are not asked for', CHECK, ', ...cleared.map(({ map, key }) => ({ map, key, value: null }))'),
  { name: 'every row is one’s own', file: RIGHTS, find: ': state.owner(row)', instead: ': account.department' },
  {
    name: 'every column is the owner’s',
    file: RIGHTS,
    find: "refusalOf(asked, 'write-cell', owner, column.fills, row, name)",
    instead: "refusalOf(asked, 'write-cell', owner, 'owner', row, name)",
  },
  {
    name: 'clients write structure',
    file: RIGHTS,
    find: "return 'structure-by-command'",
    instead: 'return null',
  },
  without(
    'cells of rows that are not there',
    RIGHTS,
    "if (made === undefined && !state.knowsRow(row)) return 'unknown-row'",
  ),
  {
    name: 'clerks hand rows over',
    file: RIGHTS,
    find: "return name === 'owner' && made",
    instead: 'return false && made',
  },
  without('row facts of any shape', RIGHTS, 'if (misfit !== null) return misfit'),
  without('order keys that nothing can stand before', RIGHTS, ' && /[^0]/.test(value)'),
  without('a refused order key makes a row all the same', RIGHTS, " && misfitOf('order', value) === null"),
  {
    name: 'a new row is whose who makes it',
    file: RIGHTS,
    find: 'row.owner = value',
    instead: 'row.owner = asked.account.department',
  },
  {
    name: 'a row that was handed over is still its old owner’s',
    file: BATCH,
    find: 'this.#state.followOwner(key)',
    instead: 'void key',
  },
  {
    name: 'the phase of the table counts for nothing',
    file: RIGHTS,
    find: '{ tableId, phase, rowOwner,',
    instead: "{ tableId, phase: 'drafting', rowOwner,",
  },
  // whose id
  without(
    'ids of other accounts',
    CHECK,
    "if (owner !== undefined && owner !== account) outOfSync('client id of another account')",
  ),
  without(
    'the server’s own id',
    CHECK,
    `if (owner === undefined && known > 0) outOfSync("the server's own client id")`,
  ),
  without(
    'the server’s own id before it has written',
    CHECK,
    `if (owner === undefined && block.client === state.doc.clientID) hostile("the server's own client id")`,
  ),
  without('ids are not remembered', BATCH, 'state.claims.set(client, account.id)'),
  without(
    'ids that were given up',
    CHECK,
    "if (state.retired.get(block.client) === account) throw new RetiredClient('retired client id')",
  ),
  without(
    'ids of earlier rooms',
    CHECK,
    "if (state.foreign.has(block.client)) throw new ForeignRoom('client id of an earlier room')",
  ),
  without(
    'as many new ids as one likes',
    CHECK,
    "if (fresh.length > state.limits.newClients) hostile('too many new client ids')",
  ),
  // what is kept for later
  without('structs after a gap are parked', CHECK, "if (block.start > known) outOfSync('gap')"),
  without('deletes of items that are yet to come', CHECK, "outOfSync('delete of an unknown item')"),
  // what is applied
  {
    name: 'refused contents are applied',
    file: ENCODE,
    find: 'refused !== null || gone ? null',
    instead: 'gone ? null',
  },
  {
    name: 'contents that their author deleted again are applied',
    file: ENCODE,
    find: 'refused !== null || gone ? null',
    instead: 'refused !== null ? null',
  },
  without('what was deleted in the same update is not looked for', CHECK, '  markGone(update, blocks)'),
  without(
    'the value under a refused write is not put back',
    APPLY,
    'for (const { refused, target } of structs) if (refused !== null) hold(target.map, target.key)',
  ),
  without(
    'the value under a refused delete is not put back',
    APPLY,
    'for (const { refused, map, key } of update.cleared) if (refused !== null) hold(map, key)',
  ),
  {
    name: 'what is put back wins over what may be written',
    file: APPLY,
    find: 'if (tail.deleted || isServer(tail.id.client)) doc',
    instead: 'if (tail.deleted) doc',
  },
  {
    name: 'a delete is lost where the update writes the cell too',
    file: CHECK,
    find: 'if (item.deleted) continue',
    instead: 'if (item.deleted || update.blocks.length > 0) continue',
  },
  {
    name: 'a write that lost against a newer one is written again',
    file: APPLY,
    find: 'if (tail.deleted || isServer(tail.id.client)) doc',
    instead: 'if (tail !== undefined) doc',
  },
  {
    name: 'refused writes enter the log',
    file: APPLY,
    find: 'if (refused !== null || struct.values === null) continue',
    instead: 'if (struct.values === null) continue',
  },
  {
    name: 'of several refused writes one is told',
    file: APPLY,
    find: 'for (let at = 0; at < struct.length; at++)',
    instead: 'for (let at = 0; at < 1; at++)',
  },
  {
    name: 'what is known already is logged again',
    file: CHECK,
    find: 'struct.values?.slice(clock - struct.clock) ?? null',
    instead: 'struct.values',
  },
  without(
    'a struct whose parts belong to two cells',
    CHECK,
    "if (before.map !== target.map || before.key !== target.key) hostile('straddles two keys')",
  ),
  {
    name: 'values that cannot be stored',
    file: CHECK,
    find: "(checked.struct.values?.includes(UNSTORABLE) ? 'not-storable' : null)",
    instead: 'null',
  },
  // what is read
  without('bytes after the update', PARSE, "if (left(decoder) > 0) hostile('bytes after the update')"),
  { name: 'texts of any length', file: PARSE, find: 'if (length > limits.text) {', instead: 'if (length < 0) {' },
  without('items that stand before others', PARSE, "if (info & HAS_RIGHT_ORIGIN) hostile('right origin')"),
  without('maps of any name', PARSE, "if (!(MAPS as readonly string[]).includes(map)) hostile('unknown root')"),
  without('keys of any shape', PARSE, "if (splitKey(key) === null) hostile('no key')"),
  without('two blocks of one client', PARSE, "if (seen.has(client)) hostile('two blocks of one client')"),
  without(
    'contents of any kind',
    PARSE,
    "if (content !== CONTENT_ANY && content !== CONTENT_DELETED) hostile('content is no scalar')",
  ),
  {
    name: 'ranges of deletes that overlap',
    file: PARSE,
    find: 'if (length < 1 || clock <= end || clock',
    instead: 'if (length < 1 || clock',
  },
]

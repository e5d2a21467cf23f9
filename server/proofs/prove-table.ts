import { setImmediate } from 'node:timers/promises'
import type { Account } from '../../shared/accounts/account.ts'
import { countFindings, type Finding, inProofOrder } from '../../shared/proofs/finding.ts'
import { type ProofTable, proofTable } from '../../shared/proofs/proof-table.ts'
import { proveAcross, proveInTurns, rulesAcross } from '../../shared/proofs/prove.ts'
import type { ProofsAnswer } from '../../shared/protocol/api-proofs.ts'
import { ApiFailure } from '../errors.ts'
import type { TableCatalogue } from '../tables/table-catalogue.ts'

interface Read {
  readonly name: string
  readonly title: string
  readonly table: ProofTable
}

/** ms; then other people's edits have theirs */
const LONGEST_TURN = 12
/** a table may name any number of others; opening one costs */
const MOST_OTHERS = 20

/**
 * A table's findings, those across tables included. Other tables are opened as the caller, so nothing is told of one that
 * they may not read.
 * @throws ApiFailure not-found
 */
export async function proveTable(catalogue: TableCatalogue, account: Account, id: string): Promise<ProofsAnswer> {
  const own = await read(catalogue, account, id)
  const others = new Map<string, Read | null>()
  let began = performance.now()
  const due = () => performance.now() - began > LONGEST_TURN
  const turn = async () => {
    await setImmediate()
    began = performance.now()
  }
  const findings: Finding[] = [...(await proveInTurns(own.table, due, turn))]
  for (const rule of rulesAcross(own.table.view.structure)) {
    if (!others.has(rule.table)) {
      if (others.size === MOST_OTHERS) break
      others.set(rule.table, await readIfAllowed(catalogue, account, rule.table))
    }
    await turn()
    findings.push(...proveAcross(own.table, rule, others.get(rule.table)?.table ?? null))
  }
  const tables = [own, ...others.values()].filter(table => table !== null)
  return {
    table: own.table.id,
    tables: tables.map(({ table, name, title }) => ({ id: table.id, name, title })),
    counts: countFindings(findings),
    findings: inProofOrder(findings).map(finding => ({ ...finding, cells: [...finding.cells] })),
  }
}

async function read(catalogue: TableCatalogue, account: Account, id: string): Promise<Read> {
  const { stored, table } = await catalogue.open(account, id)
  const { title, shortTitle } = table.view.structure.table
  return { name: stored.name, title: shortTitle || title, table: proofTable(stored.id, table.view) }
}

async function readIfAllowed(catalogue: TableCatalogue, account: Account, id: string): Promise<Read | null> {
  try {
    return await read(catalogue, account, id)
  } catch (thrown) {
    if (thrown instanceof ApiFailure && thrown.code === 'not-found') return null
    throw thrown
  }
}

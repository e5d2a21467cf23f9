import { WebSocket } from 'ws'
import { holdRights } from '../../client/permissions/held-rights.ts'
import { OpenTable } from '../../client/sync/open-table.ts'
import { createPendingStore } from '../../client/sync/pending-store.ts'
import type { SocketHost, WebSocketLike } from '../../client/sync/room-socket.ts'
import { createSheet, type TableSheet } from '../../client/tables/create-sheet.ts'
import type { Account } from '../../shared/accounts/account.ts'
import type { Scalar } from '../../shared/core/scalar.ts'
import { parseManifest } from '../../shared/document/manifest.ts'
import { assembleEdition, chunkValues } from '../../shared/document/seal.ts'
import type { TableDetail } from '../../shared/protocol/api-tables.ts'
import { FakeStorage } from '../client/sync/fake-storage.ts'
import type { TestServer } from './start-server.ts'

/** A person's page on one table, all of it but the pixels: the real client over a real socket. */
export interface ClientPage {
  readonly table: OpenTable
  readonly sheet: TableSheet
  /** every frame that the server has sent it */
  readonly frames: readonly Uint8Array[]
  /** what it would ask for anew, in order; null: all of it */
  readonly news: readonly (string | null)[]
  /** ends the connection; the client comes again by itself */
  cut(): void
  close(): void
}

export async function openClientPage(server: TestServer, accountId: string, slug: string): Promise<ClientPage> {
  const caller = await server.as(accountId)
  const account = await caller.json<Account>('/api/session')
  const { cookie } = caller
  const frames: Uint8Array[] = []
  const news: (string | null)[] = []
  let socket: WebSocket | null = null
  const host: SocketHost = {
    open: url => {
      const ws = new WebSocket(url, { headers: { cookie } })
      ws.on('message', (data: ArrayBuffer) => frames.push(new Uint8Array(data)))
      ws.on('error', () => {})
      socket = ws
      return ws as unknown as WebSocketLike
    },
    after: (ms, run) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    random: Math.random,
    onNetwork: () => () => {},
  }
  const fetchCurrent = async () => {
    const detail = await caller.json<TableDetail>(`/api/tables/${slug}`)
    const manifest = await (await caller.get(`/api/editions/${detail.edition}/manifest`)).text()
    const chunks = new Map<string, readonly Scalar[]>()
    for (const hash of new Set(Object.values(parseManifest(manifest).chunks))) {
      const bytes = new Uint8Array(await (await caller.get(`/api/chunks/${hash}`)).arrayBuffer())
      chunks.set(hash, chunkValues(hash, bytes))
    }
    return { room: detail.room, hash: detail.edition, edition: assembleEdition(manifest, hash => chunks.get(hash)!) }
  }
  const current = await fetchCurrent()
  const rights = holdRights(account, (await caller.json<TableDetail>(`/api/tables/${slug}`)).rules)
  const table = new OpenTable({
    current,
    editions: { fetchCurrent },
    host,
    url: room => `${server.syncUrl}/${encodeURIComponent(room)}?ack=1`,
    store: createPendingStore(accountId, current.edition.table, `${Math.random()}`, new FakeStorage(), null),
    onRights: given => rights.take(given),
    onNews: what => void news.push(what),
    onSignedOut: () => {},
    onRefused: () => {},
    onOvertaken: () => {},
    onStorageFull: () => {},
  })
  const sheet = createSheet({
    tableId: current.edition.table,
    table: table.table,
    account,
    rights,
    presence: table.presence,
    linked: table.linked,
    departmentName: id => id,
  })
  await table.start()
  return { table, sheet, frames, news, cut: () => socket?.terminate(), close: () => table.close() }
}

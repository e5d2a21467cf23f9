import { parentPort, workerData } from 'node:worker_threads'
import { openReadable, type ReadableWorkbook } from './read-workbook.ts'
import type { ReaderInput, ReaderReply, ReaderRequest } from './reader-messages.ts'
import type { SheetRow } from './sheet-cell.ts'
import { Unreadable } from './unreadable.ts'

/** A file is read in a thread of its own with a heap of its own: whatever it is built to do, it does it there. */

/** of one reply: small enough to be taken in between two other things */
const CELLS_PER_REPLY = 2_000
const CHARACTERS_PER_REPLY = 100_000

const { file } = workerData as ReaderInput
let workbook: ReadableWorkbook | null = null
let rows: readonly SheetRow[] = []
/** whose rows these are */
let sheet = -1
let handedOver = 0

async function answer(request: ReaderRequest): Promise<ReaderReply> {
  workbook ??= await openReadable(Buffer.from(file.buffer, file.byteOffset, file.byteLength))
  switch (request.ask) {
    case 'open':
      return { is: 'opened', sheets: workbook.sheets.map(({ name, visible }) => ({ name, visible })) }
    case 'sheet':
      if (request.index !== sheet) {
        rows = []
        rows = await workbook.rows(request.index, request.limits)
        sheet = request.index
      }
      handedOver = 0
      return { is: 'rows', rows: nextRows() }
    case 'rows':
      return { is: 'rows', rows: nextRows() }
  }
}

function nextRows(): readonly SheetRow[] {
  const from = handedOver
  let cells = 0
  let characters = 0
  while (handedOver < rows.length && cells < CELLS_PER_REPLY && characters < CHARACTERS_PER_REPLY) {
    const row = rows[handedOver++]!
    cells += row.cells.length
    for (const { text } of row.cells) characters += text.length
  }
  return rows.slice(from, handedOver)
}

parentPort?.on('message', async (request: ReaderRequest) => {
  let reply: ReaderReply
  try {
    reply = await answer(request)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    reply = { is: 'unreadable', problem: error.problem, detail: error.message }
  }
  parentPort?.postMessage(reply)
})

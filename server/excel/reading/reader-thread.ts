import { Worker, type WorkerOptions } from 'node:worker_threads'
import { threadFromSource } from '../../thread-from-source.ts'
import type { ReaderInput, ReaderReply, ReaderRequest, SheetName } from './reader-messages.ts'
import type { SheetRow } from './sheet-cell.ts'
import type { SheetLimits } from './sheet-rows.ts'
import { Unreadable } from './unreadable.ts'

export interface ReaderLimits {
  /** MB */
  readonly heap: number
  /** ms, from opening to closing */
  readonly time: number
}

/** A workbook that is read in a thread of its own. */
export interface FileReader {
  readonly sheets: readonly SheetName[]
  /** a sheet's rows, a few at a time */
  rows(sheet: number, limits: SheetLimits): AsyncIterable<readonly SheetRow[]>
  /** ends the thread, whatever it does */
  close(): Promise<void>
}

/**
 * Takes the bytes over: they are of no use to the caller afterwards.
 * @throws Unreadable, at any time also because the limits are used up; the signal's reason when cancelled
 */
export async function openReader(
  bytes: Uint8Array<ArrayBuffer>,
  limits: ReaderLimits,
  signal: AbortSignal,
): Promise<FileReader> {
  signal.throwIfAborted()
  const input: ReaderInput = { file: bytes }
  const worker = startWorker({
    workerData: input,
    transferList: [bytes.buffer],
    resourceLimits: { maxOldGenerationSizeMb: limits.heap, maxYoungGenerationSizeMb: 32 },
  })
  let fail: (cause: unknown) => void = () => {}
  const failed = new Promise<never>((_, reject) => {
    fail = reject
  })
  failed.catch(() => {}) // it may come when nobody is asking
  const late = setTimeout(() => stop(new Unreadable('file-too-complex', 'takes too long')), limits.time)
  const cancelled = () => stop(signal.reason)
  const stop = (cause: unknown) => {
    fail(cause)
    void worker.terminate()
  }
  signal.addEventListener('abort', cancelled)
  worker.on('error', cause => fail(ranOut(cause) ? new Unreadable('file-too-complex', 'takes too much memory') : cause))
  const ended = new Promise<void>(resolve => worker.once('exit', () => resolve()))
  ended.then(() => fail(new Error('the reading thread has ended')))

  async function ask(request: ReaderRequest): Promise<Exclude<ReaderReply, { is: 'unreadable' }>> {
    const replied = new Promise<ReaderReply>(resolve => worker.once('message', resolve))
    worker.postMessage(request)
    const reply = await Promise.race([replied, failed])
    if (reply.is === 'unreadable') throw new Unreadable(reply.problem, reply.detail)
    return reply
  }
  async function close(): Promise<void> {
    clearTimeout(late)
    signal.removeEventListener('abort', cancelled)
    await worker.terminate()
    await ended
  }

  try {
    const opened = await ask({ ask: 'open' })
    return {
      sheets: opened.is === 'opened' ? opened.sheets : [],
      async *rows(index, sheetLimits) {
        let reply = await ask({ ask: 'sheet', index, limits: sheetLimits })
        while (reply.is === 'rows' && reply.rows.length > 0) {
          yield reply.rows
          reply = await ask({ ask: 'rows' })
        }
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

const ranOut = (cause: unknown) =>
  cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY'

/** Built, the worker stands beside the server as a file of its own. */
function startWorker(options: WorkerOptions): Worker {
  if (import.meta.url.endsWith('.ts')) return threadFromSource(new URL('./reader-worker.ts', import.meta.url), options)
  return new Worker(new URL('./reader-worker.js', import.meta.url), options)
}

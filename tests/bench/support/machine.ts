import { execFileSync } from 'node:child_process'
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { cpus, getPriority, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { chromiumPath } from './chromium.ts'
import { figure, quantile } from './figures.ts'

/** Where figures come from. Without it they mean nothing. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGiB: number
  readonly system: string
  readonly node: string
  readonly chromium: string
  /** ms for 4 KB onto the disk and back (fsync), p50 and p95 */
  readonly fsyncMs: readonly [number, number]
  /** processes that wanted a core, the minute before: other people's work is noise in the figures */
  readonly load: number
  /** `nice` of what was measured; below 0 it went before other people's work */
  readonly priority: number
}

export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    chromium:
      output(chromiumPath(), ['--version'])
        .replace(/^Chromium\s+/, '')
        .split(' ')[0] ?? '',
    fsyncMs: fsyncTimes(),
    load: loadavg()[0] ?? 0,
    priority: getPriority(),
  }
}

export const machineLines = (machine: Machine): readonly string[] => [
  `${machine.cores} × ${machine.cpu}, ${machine.memoryGiB} GiB, ${machine.system}`,
  `Node ${machine.node}, Chromium ${machine.chromium || 'not found'}`,
  `disk: 4 KB with fsync in ${machine.fsyncMs.map(figure).join(' / ')} ms (p50 / p95)`,
  `load before the run: ${figure(machine.load)} (what all programs asked of the ${machine.cores} cores)${machine.priority === 0 ? '' : `, started at nice ${machine.priority} (Chromium’s pages set their own)`}`,
]

export const commitNow = (): string => {
  const changed = output('git', ['status', '--porcelain', 'client', 'server', 'shared', 'seeds']) !== ''
  return `${output('git', ['rev-parse', '--short', 'HEAD']) || 'unknown'}${changed ? ' with changes' : ''}`
}

function output(program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return ''
  }
}

function fsyncTimes(): [number, number] {
  const dir = mkdtempSync(join(tmpdir(), 'tongchou-disk-'))
  const file = openSync(join(dir, 'probe'), 'w')
  const block = Buffer.alloc(4096, 7)
  const times = Array.from({ length: 100 }, () => {
    const started = performance.now()
    writeSync(file, block)
    fsyncSync(file)
    return performance.now() - started
  })
  closeSync(file)
  rmSync(dir, { recursive: true })
  return [quantile(times, 0.5), quantile(times, 0.95)]
}

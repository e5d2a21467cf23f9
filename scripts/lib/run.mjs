import { spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** the project's folder: every command runs there, wherever it was called from */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Runs a command with its output shown; rejects with its exit code. */
export const run = (command, args, options = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options })
    child.once('error', reject)
    child.once('exit', code =>
      code === 0
        ? resolve()
        : reject(Object.assign(new Error(`${command} ${args.join(' ')} ended with ${code}`), { exitCode: code ?? 1 })),
    )
  })

export const found = program => spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0

/** A task's end: its failure as one line and an exit code, no stack of our own scripts. */
export const main = task =>
  task().catch(error => {
    console.error(`\n✗ ${error.message}`)
    process.exit(error.exitCode ?? 1)
  })

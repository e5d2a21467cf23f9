import { type Config, readConfig } from './config.ts'
import { sayBoth } from './messages/say.ts'
import { createLog, type Log } from './observability/log.ts'
import type { DemoAccess } from './seed-demo.ts'
import { startFailure } from './start-failure.ts'
import { type RunningServer, startServer } from './start-server.ts'

/** ms; then the process ends, whatever is still under way (nothing acknowledged can be lost) */
const STOP_WITHIN = 10_000

async function main(): Promise<void> {
  const log = createLog()
  let config: Config | null = null
  try {
    config = readConfig(process.env)
    const server = await startServer(config, log)
    greet(server, config)
    stopOnSignals(server, log)
    dieOnSurprise(log)
  } catch (error) {
    // the cause is for whoever asks for it; the sentence says what to do
    log.debug({ err: error }, 'not started')
    for (const line of startFailure(error, config)) console.error(line)
    process.exitCode = 1
    // a timer or a thread that is left must not keep a server alive that does not serve
    setTimeout(() => process.exit(1), 500).unref()
  }
}

function greet(server: RunningServer, config: Config): void {
  console.log(sayBoth('start.listening', { address: config.publicOrigin ?? server.address }))
  const accounts = server.demo ?? (server.admin === null ? [] : [server.admin])
  if (accounts.length === 0) return
  console.log(sayBoth(server.demo === null ? 'start.admin' : 'start.accounts'))
  for (const access of accounts) console.log(`  ${line(access)}`)
  if (config.demoPassword === null) console.log(sayBoth('start.passwords-once'))
}

const line = ({ account, password, name, department }: DemoAccess) =>
  `${account.padEnd(10)} ${password.padEnd(14)} ${name}${department === null ? '' : ` ${department}`}`

function stopOnSignals(server: RunningServer, log: Log): void {
  let stopping = false
  const stop = (signal: string) => {
    if (stopping) process.exit(1)
    stopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => process.exit(1), STOP_WITHIN).unref()
    server.stop().then(
      () => process.exit(0),
      error => {
        log.error({ err: error }, 'not stopped cleanly')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

/** What nobody caught leaves the process in a state that nobody knows. What anybody has seen is on disk: end it. */
function dieOnSurprise(log: Log): void {
  process.on('uncaughtException', error => {
    log.fatal({ err: error }, 'unexpected')
    process.exit(1)
  })
}

await main()

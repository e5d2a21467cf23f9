import { type Logger, pino } from 'pino'

export type Log = Logger

/** Structured lines on stdout. What could open a door is not in them, also where it stands in an object that is logged. */
export function createLog(level = process.env.LOG_LEVEL ?? 'info'): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['password', 'token', 'cookie', 'authorization', '*.password', '*.token', '*.cookie', '*.authorization'],
      censor: '***',
    },
  })
}

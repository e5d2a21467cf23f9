import { resolve } from 'node:path'
import { z } from 'zod'

/** An unset and an empty variable are the same: compose files and service units pass empty ones. */
const absent = (value: unknown) => (value === '' ? undefined : value)
const setting = <T extends z.ZodType>(schema: T) => z.preprocess(absent, schema)

const environment = z
  .object({
    PORT: setting(
      z
        .string()
        .regex(/^\d{1,5}$/, 'a port number from 0 to 65535')
        .transform(Number)
        .refine(port => port <= 65535, 'a port number from 0 to 65535')
        .default(8080),
    ),
    HOST: setting(z.string().default('127.0.0.1')),
    DATA_DIR: setting(z.string().default('./data')),
    DATABASE_URL: setting(
      z
        .string()
        .regex(/^postgres(ql)?:\/\//, 'a URL that starts with postgres:// or postgresql://')
        .optional(),
    ),
    SEED: setting(z.enum(['demo', 'none'], 'demo or none').default('demo')),
    DEMO_PASSWORD: setting(z.string().optional()),
    PUBLIC_ORIGIN: setting(
      z
        .string()
        .refine(isOrigin, 'an origin without a path, such as https://plan.example.gov.cn')
        .transform(origin => new URL(origin).origin)
        .optional(),
    ),
    WEBHOOK_URL: setting(
      z
        .string()
        .refine(text => /^https?:\/\//.test(text) && URL.canParse(text), 'a URL that starts with http:// or https://')
        .optional(),
    ),
    WEBHOOK_SECRET: setting(z.string().min(16, 'at least 16 characters').optional()),
  })
  .refine(({ WEBHOOK_URL, WEBHOOK_SECRET }) => (WEBHOOK_URL === undefined) === (WEBHOOK_SECRET === undefined), {
    path: ['WEBHOOK_SECRET'],
    message: 'to be set together with WEBHOOK_URL',
  })

export interface Config {
  /** 0: any free one */
  readonly port: number
  readonly host: string
  /** absolute */
  readonly dataDir: string
  /** null: SQLite in the data folder */
  readonly databaseUrl: string | null
  /** what an empty database is filled with */
  readonly seed: 'demo' | 'none'
  /** null: every demo account gets a random one, printed once */
  readonly demoPassword: string | null
  /** the origin browsers see; null: whatever the Host header says */
  readonly publicOrigin: string | null
  /** where notices are posted, too; null: nowhere */
  readonly webhook: { readonly url: string; readonly secret: string } | null
}

export class ConfigError extends Error {
  readonly code = 'bad-config'
}

/** @throws ConfigError that names every variable that is wrong and what it may hold */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(env)
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(issue => sentence(issue, env)).join('\n'))
  const { PORT, HOST, DATA_DIR, DATABASE_URL, SEED, DEMO_PASSWORD, PUBLIC_ORIGIN, WEBHOOK_URL, WEBHOOK_SECRET } =
    parsed.data
  return {
    port: PORT,
    host: HOST,
    dataDir: resolve(DATA_DIR),
    databaseUrl: DATABASE_URL ?? null,
    seed: SEED,
    demoPassword: DEMO_PASSWORD ?? null,
    publicOrigin: PUBLIC_ORIGIN ?? null,
    webhook:
      WEBHOOK_URL === undefined || WEBHOOK_SECRET === undefined ? null : { url: WEBHOOK_URL, secret: WEBHOOK_SECRET },
  }
}

/** Passwords stand in these: their values are not repeated in a log. */
const SECRET = new Set(['DATABASE_URL', 'DEMO_PASSWORD', 'WEBHOOK_URL', 'WEBHOOK_SECRET'])

function sentence(issue: z.core.$ZodIssue, env: Readonly<Record<string, string | undefined>>): string {
  const name = String(issue.path[0])
  return `${name}${SECRET.has(name) ? '' : `=${env[name]}`}: expected ${issue.message}`
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return (
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.pathname === '/' &&
    url.search === '' &&
    url.hash === '' &&
    url.username === ''
  )
}

import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from '../../server/config.ts'

test('nothing set: an embedded database, the demo, this machine only', () => {
  expect(readConfig({})).toEqual({
    port: 8080,
    host: '127.0.0.1',
    dataDir: resolve('data'),
    databaseUrl: null,
    seed: 'demo',
    demoPassword: null,
    publicOrigin: null,
    webhook: null,
  })
})

test('everything set', () => {
  const env = {
    PORT: '0',
    HOST: '0.0.0.0',
    DATA_DIR: '/srv/tongchou',
    DATABASE_URL: 'postgres://u:p@db/tongchou',
    SEED: 'none',
    DEMO_PASSWORD: 'long enough',
    PUBLIC_ORIGIN: 'https://plan.example.gov.cn/',
    WEBHOOK_URL: 'https://oa.example.gov.cn/hook',
    WEBHOOK_SECRET: 'sixteen letters!',
  }
  expect(readConfig(env)).toEqual({
    port: 0,
    host: '0.0.0.0',
    dataDir: '/srv/tongchou',
    databaseUrl: 'postgres://u:p@db/tongchou',
    seed: 'none',
    demoPassword: 'long enough',
    publicOrigin: 'https://plan.example.gov.cn',
    webhook: { url: 'https://oa.example.gov.cn/hook', secret: 'sixteen letters!' },
  })
})

test('an empty variable is an unset one', () => {
  const names = [
    'PORT',
    'HOST',
    'DATA_DIR',
    'DATABASE_URL',
    'SEED',
    'DEMO_PASSWORD',
    'PUBLIC_ORIGIN',
    'WEBHOOK_URL',
    'WEBHOOK_SECRET',
  ]
  expect(readConfig(Object.fromEntries(names.map(name => [name, ''])))).toEqual(readConfig({}))
})

describe('a wrong value is named, with what would be right', () => {
  test.each([
    ['PORT', '80a', 'PORT=80a: expected a port number from 0 to 65535'],
    ['PORT', '-1', 'PORT=-1: expected a port number from 0 to 65535'],
    ['PORT', '65536', 'PORT=65536: expected a port number from 0 to 65535'],
    ['SEED', 'demos', 'SEED=demos: expected demo or none'],
    [
      'PUBLIC_ORIGIN',
      'plan.example.gov.cn',
      'PUBLIC_ORIGIN=plan.example.gov.cn: expected an origin without a path, such as https://plan.example.gov.cn',
    ],
    [
      'PUBLIC_ORIGIN',
      'https://a.cn/plan',
      'PUBLIC_ORIGIN=https://a.cn/plan: expected an origin without a path, such as https://plan.example.gov.cn',
    ],
    [
      'PUBLIC_ORIGIN',
      'javascript:0',
      'PUBLIC_ORIGIN=javascript:0: expected an origin without a path, such as https://plan.example.gov.cn',
    ],
    [
      'DATABASE_URL',
      'mysql://root:secret@db',
      'DATABASE_URL: expected a URL that starts with postgres:// or postgresql://',
    ],
    [
      'WEBHOOK_URL',
      'ftp://x',
      'WEBHOOK_URL: expected a URL that starts with http:// or https://\nWEBHOOK_SECRET: expected to be set together with WEBHOOK_URL',
    ],
    ['WEBHOOK_URL', 'https://x', 'WEBHOOK_SECRET: expected to be set together with WEBHOOK_URL'],
    [
      'WEBHOOK_SECRET',
      'short',
      'WEBHOOK_SECRET: expected at least 16 characters\nWEBHOOK_SECRET: expected to be set together with WEBHOOK_URL',
    ],
  ])('%s=%s', (name, value, message) => {
    expect(() => readConfig({ [name]: value })).toThrow(new ConfigError(message))
  })

  test('all of them at once', () => {
    expect(() => readConfig({ PORT: 'x', SEED: 'y' })).toThrow(/^PORT=x: .*\nSEED=y: .*$/)
  })
})

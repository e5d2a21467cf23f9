import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { withFault } from '../support/seeded-fault.ts'
import { FAULTS } from './gate-faults.ts'

// `npm run test:long` runs the tests of the gate with each of them and wants every one to be caught
test.each(FAULTS)('a fault that can still be put in: $name', async fault => {
  const file = fileURLToPath(new URL(`../../server/sync/${fault.file}`, import.meta.url))
  const source = await readFile(file, 'utf8')
  expect(withFault(source, fault)).not.toBe(source)
})

test('there are many, each once', () => {
  expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length)
  expect(FAULTS.length).toBeGreaterThan(15)
})

import { defineConfig } from 'vitest/config'
import { FAULTS } from './tests/fuzz/gate-faults.ts'
import { seededFault } from './tests/support/seeded-fault.ts'

// set by tests/long/gate-faults.long.ts for the runs that it starts
const fault = FAULTS.find(({ name }) => name === process.env.GATE_FAULT)

export default defineConfig({
  plugins: fault === undefined ? [] : [seededFault(fault)],
  test: {
    // `npm run test:long` asks for those that take their time
    include: process.env.TEST_LONG ? ['tests/long/**/*.long.ts'] : ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    testTimeout: 180_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    reporters: ['default', './tests/support/closing-line.ts'],
  },
})

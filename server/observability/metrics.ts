import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What happened to a client's writes at the gate. */
type GateOutcome = 'allowed' | 'denied' | 'out-of-sync' | 'hostile'

export interface Metrics {
  readonly commitSeconds: { observe(seconds: number): void }
  gate(outcome: GateOutcome, count?: number): void
  request(method: string, route: string, status: number, seconds: number): void
  /** reads the numbers that others hold whenever somebody asks */
  watch(live: { readonly connections: () => number; readonly openDocuments: () => number }): void
  readonly contentType: string
  text(): Promise<string>
}

/** In Prometheus's words. A registry of its own, so that two servers in one process (tests) do not share numbers. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  // event loop delay, memory, processor, open files
  collectDefaultMetrics({ register: registry })
  const commitSeconds = new Histogram({
    name: 'tongchou_commit_seconds',
    help: 'from taking a batch up to its being on disk',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  })
  const gate = new Counter({
    name: 'tongchou_gate_updates_total',
    help: 'updates of clients by what the gate decided',
    labelNames: ['outcome'],
    registers,
  })
  for (const outcome of ['allowed', 'denied', 'out-of-sync', 'hostile'] satisfies GateOutcome[])
    gate.inc({ outcome }, 0)
  const requests = new Histogram({
    name: 'tongchou_http_seconds',
    help: 'HTTP requests by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.025, 0.1, 0.5, 2.5, 10],
    registers,
  })

  return {
    commitSeconds,
    gate: (outcome, count = 1) => gate.inc({ outcome }, count),
    request: (method, route, status, seconds) => requests.observe({ method, route, status }, seconds),
    watch(live) {
      new Gauge({
        name: 'tongchou_connections',
        help: 'sockets that are open',
        registers,
        collect() {
          this.set(live.connections())
        },
      })
      new Gauge({
        name: 'tongchou_open_documents',
        help: 'tables that are loaded',
        registers,
        collect() {
          this.set(live.openDocuments())
        },
      })
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  }
}

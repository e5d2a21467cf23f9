/** One measured number, or its spread, as it stands in docs/benchmarks.md. */
export interface Figure {
  readonly name: string
  readonly unit: string
  readonly value: number | { readonly p50: number; readonly p95: number; readonly p99: number }
  readonly note: string
}

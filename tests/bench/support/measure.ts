interface BenchOptions {
  /** a short run that shows that it works; its figures are good for nothing */
  readonly quick: boolean
}

/** What one measurement has to say, as text and as figures. */
export interface Findings {
  readonly title: string
  /** Markdown: what was done, the tables, what to make of them */
  readonly text: string
  readonly figures: unknown
}

export type Measure = (options: BenchOptions) => Promise<Findings>

export const step = (text: string): void => console.log(`  … ${text}`)

/** What every page of the measurement lets be done to its grid, by the grid's own means; null where it has none. */
export interface BenchGrid {
  /** the element whose `scrollTop` is the grid's */
  readonly scroller: () => HTMLElement
  /** puts the grid's cursor on a cell, so that typing goes there */
  readonly focusCell: ((row: number, at: number) => void) | null
  readonly read: (row: number, at: number) => string | number | null
  /** as it comes from others */
  readonly update: (row: number, at: number, value: number) => void
  /** sorts by a column, largest first, and answers the name that must then stand at the top */
  readonly sort: ((at: number) => string) | null
  /** leaves rows with a figure under `below` in the column, and answers how many there must be */
  readonly filter: ((at: number, below: number) => number) | null
  /** texts of the uppermost row in view, as they are drawn; null on a canvas */
  readonly topName: () => string | null
  /** how many rows the grid says it has */
  readonly rowCount: () => number
  /** whether rows can be seen */
  readonly isDrawn: () => boolean
}

export interface BenchWindow {
  grid?: BenchGrid
  /** ms from the data being there to the first frame with rows */
  firstRows?: number
}

export const ROWS = Number(new URLSearchParams(location.search).get('rows') ?? 100_000)

/** @param mount called once all is ready; rows are there when the frame after `isDrawn` has been painted */
export function measureFirstRows(mount: () => BenchGrid): void {
  const page = window as unknown as BenchWindow
  const started = performance.now()
  const grid = mount()
  const look = () => {
    if (!grid.isDrawn()) requestAnimationFrame(look)
    else
      requestAnimationFrame(() => {
        page.firstRows = performance.now() - started
        page.grid = grid
      })
  }
  requestAnimationFrame(look)
}

export const rootElement = (): HTMLElement => document.getElementById('root')!

// What is done within the page that is measured: each function is sent there whole, so it may use nothing from here.
import type { BenchGrid } from './page/bench-page.ts'

export interface Frames {
  readonly p95: number
  /** frames that came later than 25 ms after the one before: somebody sees them missing */
  readonly late: number
  readonly count: number
}

/** Scrolls by `scrollTop` for so many ms, first down, then up. */
export async function scriptedScroll([ms, pixels]: readonly [number, number]): Promise<number[]> {
  const { grid } = window as unknown as { grid: BenchGrid }
  const scroller = grid.scroller()
  scroller.scrollTop = 0
  await new Promise(resolve => setTimeout(resolve, 300))
  const intervals: number[] = []
  const started = performance.now()
  let last = started
  await new Promise<void>(resolve => {
    const step = () => {
      const now = performance.now()
      intervals.push(now - last)
      last = now
      if (now - started > ms) return resolve()
      scroller.scrollTop += now - started < ms / 2 ? pixels : -pixels
      requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })
  return intervals.slice(2)
}

/** Notes the time between frames until it is told to stop. */
export function watchFrames(): void {
  const page = window as unknown as { intervals: number[]; watching: boolean }
  page.intervals = []
  page.watching = true
  let last = performance.now()
  const step = () => {
    const now = performance.now()
    page.intervals.push(now - last)
    last = now
    if (page.watching) requestAnimationFrame(step)
  }
  requestAnimationFrame(step)
}
export function framesWatched(): number[] {
  const page = window as unknown as { intervals: number[]; watching: boolean }
  page.watching = false
  return page.intervals.slice(2)
}

/** From the next press of a key to the frame after which its effect has been painted; read by `pressMeasured`. */
export function watchPress([row, at, value, inEditor]: readonly [number, number, string, boolean]): void {
  const page = window as unknown as { grid: BenchGrid; pressed: number | null }
  page.pressed = null
  const isDone = () => {
    if (!inEditor) return String(page.grid.read(row, at)) === value
    const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')
    return [...fields].some(field => field.value === value)
  }
  addEventListener(
    'keydown',
    event => {
      const started = event.timeStamp
      const look = () => {
        if (!isDone()) requestAnimationFrame(look)
        else
          requestAnimationFrame(now => {
            page.pressed = now - started
          })
      }
      // the frame in which the key was handled paints its effect
      requestAnimationFrame(look)
    },
    { capture: true, once: true },
  )
}

export async function timedSort(at: number): Promise<number | null> {
  const { grid } = window as unknown as { grid: BenchGrid }
  if (grid.sort === null) return null
  grid.scroller().scrollTop = 0
  await new Promise(resolve => setTimeout(resolve, 200))
  const started = performance.now()
  const wanted = grid.sort(at)
  return await new Promise(resolve => {
    const look = () => {
      if (grid.topName() !== wanted) return requestAnimationFrame(look)
      return requestAnimationFrame(() => resolve(performance.now() - started))
    }
    requestAnimationFrame(look)
  })
}

export async function timedFilter([at, below]: readonly [number, number]): Promise<number | null> {
  const { grid } = window as unknown as { grid: BenchGrid }
  if (grid.filter === null) return null
  const started = performance.now()
  const wanted = grid.filter(at, below)
  return await new Promise(resolve => {
    const look = () => {
      if (grid.rowCount() !== wanted) return requestAnimationFrame(look)
      return requestAnimationFrame(() => resolve(performance.now() - started))
    }
    requestAnimationFrame(look)
  })
}

/** Others edit 200 cells a second near the top, until told to stop. */
export function startStorm(): void {
  const page = window as unknown as { grid: BenchGrid; storm: ReturnType<typeof setInterval> }
  let n = 0
  page.storm = setInterval(() => {
    n++
    page.grid.update((n * 7) % 60, 1 + ((n * 3) % 12), n)
  }, 5)
}
export function stopStorm(): void {
  clearInterval((window as unknown as { storm: ReturnType<typeof setInterval> }).storm)
}

/** Of each picture of the sheet, which share of its rows shows nothing at all. */
export async function blankShares(pictures: readonly string[]): Promise<number[]> {
  const shares: number[] = []
  for (const picture of pictures) {
    const image = new Image()
    image.src = `data:image/jpeg;base64,${picture}`
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.width
    canvas.height = image.height
    const context = canvas.getContext('2d', { willReadFrequently: true })!
    context.drawImage(image, 0, 0)
    const band = Math.round((30 * image.height) / 768)
    let bands = 0
    let blank = 0
    for (let top = band * 2; top + band < image.height; top += band) {
      const { data } = context.getImageData(0, top, Math.min(400, image.width), band)
      let dark = 0
      for (let at = 0; at < data.length; at += 4) if (data[at]! < 140) dark++
      bands++
      if (dark < 8) blank++
    }
    shares.push(blank / bands)
  }
  return shares
}

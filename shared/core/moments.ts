const two = (part: number) => String(part).padStart(2, '0')

/** 2026-11-27, by the calendar of here */
export function dayOf(ms: number): string {
  const at = new Date(ms)
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** 2026-11-27 09:05: the same in both languages, and in order when sorted. */
export function dayAndMinute(ms: number): string {
  const at = new Date(ms)
  return `${dayOf(ms)} ${two(at.getHours())}:${two(at.getMinutes())}`
}

export const dayAndSecond = (ms: number): string => `${dayAndMinute(ms)}:${two(new Date(ms).getSeconds())}`

const KEPT_AS = 'tongchou.tour'

/** Whether the person has been through it at this browser; where nothing can be kept it is not shown again and again. */
export function readTour(account: string): boolean {
  try {
    return localStorage.getItem(KEPT_AS) !== null || localStorage.getItem(`${KEPT_AS}/${account}`) !== null
  } catch {
    return true
  }
}

export function writeTour(account: string): void {
  try {
    localStorage.setItem(`${KEPT_AS}/${account}`, 'done')
  } catch {}
}

/** What 达标 and 相符 answer: words of the official forms, the same in every language of the screen. */
export const REACHED = '完成'
export const MISSED = '未完成'
export const NOT_JUDGED = '不评判'
export const AGREES = '相符'
export const DIFFERS = '口径待核'

/** Growth is published to two decimals: so finely a recomputed figure is held against a bound. */
export const PUBLISHED_DECIMALS = 2

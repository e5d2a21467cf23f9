import type { Translation } from '../translation.ts'
import type { common as zh } from '../zh-CN/common.ts'

export const common: Translation<typeof zh> = {
  product: 'Tongchou',
  close: 'Close',
  retry: 'Try again',
  loading: 'Opening…',
  language: 'Language',
  skip: 'Skip to content',
  back: 'Back to overview',
}

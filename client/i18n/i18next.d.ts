import type { catalogue } from './zh-CN/catalogue.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    /** keys are checked against the Chinese catalogue, which is written first */
    resources: typeof catalogue
  }
}

/** Looks up a sentence by `namespace:key`. The grid's core knows no i18n library. */
export type Translate = (key: string, params?: Readonly<Record<string, string | number>>) => string

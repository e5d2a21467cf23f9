/** A namespace in another language: the same keys, and singular forms where the language has them. */
export type Translation<T> = { readonly [K in keyof T]: string } & { readonly [singular: `${string}_one`]: string }

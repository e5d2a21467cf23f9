/** A title as it stands between brackets: `'` before every mark that would mean something there. */
export const escapeTitle = (title: string): string => title.replace(/['[\]@#［］＠]/g, mark => `'${mark}`)

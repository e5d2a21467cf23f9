/** `r001`, `r002` …: ids of the first edition's rows, in the order of the source */
export const rowId = (index: number): string => `r${String(index + 1).padStart(3, '0')}`

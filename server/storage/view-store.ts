/** A view as it was saved; `spec` is JSON text that whoever reads it checks anew. */
export interface StoredView {
  readonly id: number
  readonly account: string
  readonly accountName: string
  readonly name: string
  readonly shared: boolean
  readonly spec: string
}

export type NewView = Pick<StoredView, 'account' | 'name' | 'shared' | 'spec'> & { readonly at: number }

/** Views of tables. Every write is durable when its promise resolves. */
export interface ViewStore {
  /** the account's own and the shared ones, oldest first */
  views(tableId: string, account: string): Promise<readonly StoredView[]>
  addView(tableId: string, view: NewView): Promise<number>
  changeView(tableId: string, id: number, view: Omit<NewView, 'account'>): Promise<void>
  deleteView(tableId: string, id: number): Promise<void>
  standing(tableId: string, account: string): Promise<{ readonly view: number | null; readonly spec: string } | null>
  setStanding(
    tableId: string,
    account: string,
    standing: { readonly view: number | null; readonly spec: string; readonly at: number },
  ): Promise<void>
}

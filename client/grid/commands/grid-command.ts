/** Something that can be done to the grid, as menus, the palette and help list it. */
export interface GridCommand {
  readonly id: string
  /** i18n key */
  readonly label: string
  /** as a key map shows them; empty where there are none */
  readonly keys: string
  /** whether it would do anything to what is selected now */
  enabled(): boolean
  run(): void
}

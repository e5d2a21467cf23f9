import { columns } from './columns.ts'
import { common } from './common.ts'
import { errors } from './errors.ts'
import { formula } from './formula.ts'
import { grid } from './grid.ts'
import { home } from './home.ts'
import { look } from './look.ts'
import { permission } from './permission.ts'
import { proofs } from './proofs.ts'
import { review } from './review.ts'
import { session } from './session.ts'
import { sync } from './sync.ts'
import { table } from './table.ts'
import { undo } from './undo.ts'
import { workspace } from './workspace.ts'

export const catalogue = {
  columns,
  common,
  errors,
  formula,
  grid,
  home,
  look,
  permission,
  proofs,
  review,
  session,
  sync,
  table,
  undo,
  workspace,
}

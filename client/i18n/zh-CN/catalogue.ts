import { accounts } from './accounts.ts'
import { audit } from './audit.ts'
import { columns } from './columns.ts'
import { comments } from './comments.ts'
import { common } from './common.ts'
import { components } from './components.ts'
import { errors } from './errors.ts'
import { find } from './find.ts'
import { form } from './form.ts'
import { formula } from './formula.ts'
import { grid } from './grid.ts'
import { home } from './home.ts'
import { keys } from './keys.ts'
import { look } from './look.ts'
import { notices } from './notices.ts'
import { palette } from './palette.ts'
import { permission } from './permission.ts'
import { print } from './print.ts'
import { proofs } from './proofs.ts'
import { review } from './review.ts'
import { session } from './session.ts'
import { sync } from './sync.ts'
import { table } from './table.ts'
import { tour } from './tour.ts'
import { undo } from './undo.ts'
import { view } from './view.ts'
import { workspace } from './workspace.ts'

export const catalogue = {
  accounts,
  audit,
  palette,
  keys,
  find,
  columns,
  comments,
  common,
  components,
  errors,
  form,
  formula,
  grid,
  home,
  look,
  notices,
  permission,
  print,
  proofs,
  review,
  session,
  sync,
  table,
  tour,
  undo,
  view,
  workspace,
}

import { common } from './common.ts'
import { errors } from './errors.ts'
import { session } from './session.ts'
import { sync } from './sync.ts'
import { table } from './table.ts'
import { workspace } from './workspace.ts'

export const catalogue = { common, errors, session, sync, table, workspace }

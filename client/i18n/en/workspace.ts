import type { Translation } from '../translation.ts'
import type { workspace as zh } from '../zh-CN/workspace.ts'

export const workspace: Translation<typeof zh> = {
  home: 'Overview',
  mine: 'Mine',
  tables: 'Tables',
  greeting: 'Hello, {{name}}',
  'column-table': 'Table',
  'column-rows': 'Rows',
  'column-mine': 'Mine',
  'column-phase': 'Phase',
  'column-changed': 'Last change',
  'open-table': '{{title}}, {{count}} rows',
  'open-table_one': '{{title}}, {{count}} row',
  'kind-indicator': 'Indicators',
  'kind-register': 'Register',
  'section-other': 'Other',
  'no-change': 'No changes yet',
  'changed-by': '{{when}} · {{who}}',
  'empty-title': 'No tables yet',
  'empty-body':
    'Ask the administrator to load data on the server (SEED=demo loads the example at start), then reload this page.',
  'failed-title': 'The list of tables did not arrive',
  'not-found-title': 'There is no such page',
  'not-found-body': 'The address may be mistyped, or the table is no longer here.',
  navigation: 'List of tables',
  office: 'Administration',
  audit: 'Audit log',
  accounts: 'Accounts',
}

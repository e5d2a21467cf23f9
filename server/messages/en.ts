import type { MessageKey } from './zh-CN.ts'

export const en: Readonly<Record<MessageKey, string>> = {
  'sign-in-needed': 'Sign in first.',
  'wrong-password': 'The account or the password is wrong. Check both and try again.',
  'too-many-attempts': 'Too many attempts. Try again in {seconds} seconds.',
  'foreign-origin': 'The request comes from another site and was refused. Use the pages of this system.',
  'not-allowed': 'Your role may not do this. If you need to, ask the planning office or the administrator.',
  'cells-refused': '{count} cells may not be written; nothing was written.',
  'not-found': 'Not found. Check the address, or start from the list of tables.',
  'unknown-cell': '{count} cells name a row or a column that the table does not have; nothing was written.',
  'bad-request': 'The request is not as it should be: {where}.',
  'bad-json': 'The request body is not valid JSON.',
  'not-json': 'The request body must be JSON (Content-Type: application/json).',
  'value-not-storable':
    '{count} values cannot be stored (damaged characters or infinite numbers); nothing was written.',
  'too-large': 'The request is too large. Send it in parts.',
  'not-available-yet': 'Importing from Excel comes with the Excel issue; until then, enter values on the page.',
  'disk-full': 'The server’s disk is full and nothing was written. Ask the administrator to make room, then try again.',
  unavailable: 'The server cannot reach its data right now. Try again later; if it goes on, tell the administrator.',
  internal: 'The server failed. Try again later; if it goes on, tell the administrator.',

  'permission.planning-office': 'The planning office may fill this.',
  'permission.own-row': 'Your department fills this row.',
  'permission.everyone-reads': 'Everybody may read this.',
  'permission.row-of-other-department': 'Another department fills this row.',
  'permission.row-without-owner': 'No department is named for this row yet. Ask the planning office.',
  'permission.column-of-planning-office': 'The planning office fills this column.',
  'permission.column-is-computed': 'A formula gives this column; it cannot be filled.',
  'permission.role-only-reads': 'Your role only reads.',
  'permission.table-is-issued': 'This table has been issued and cannot be changed.',
  'permission.only-admin': 'Only the administrator may do this.',
  'permission.unknown-row': 'The table has no such row.',
  'permission.unknown-column': 'The table has no such column.',
  'permission.unknown-fact': 'Rows have no such fact.',
  'permission.structure-by-command': 'A table’s structure cannot be changed this way; use the table’s design.',
  'permission.owner-by-planning-office': 'The planning office names who fills a row.',
  'permission.refused-earlier': 'This edit was refused before.',
  'permission.not-storable': 'This value cannot be stored.',

  'start.listening': 'Tongchou is running: {address}',
  'start.accounts': 'Demo accounts (passwords):',
  'start.passwords-once': 'Random passwords are shown only this once: write them down.',
  'start.bad-config': 'An environment variable is wrong: {detail}',
  'start.port-taken': 'Port {port} is taken. Stop the program that uses it, or choose another with PORT.',
  'start.port-denied': 'Not permitted to listen on {host}:{port}. Choose a port above 1024 with PORT.',
  'start.host-unknown': 'This machine has no address {host}. Check HOST.',
  'start.folder-denied':
    'The data folder {dataDir} cannot be written. Check its permissions, or choose another with DATA_DIR.',
  'start.disk-full': 'The disk is full ({dataDir}). Make room, then start again.',
  'start.database-stopped':
    'The database cannot be reached. Check that it runs and that DATABASE_URL is right, then start again.',
  'start.data-folder-corrupt':
    'The data folder {dataDir} is damaged. Do not delete it: restore from a backup, then start again.',
  'start.data-folder-in-use':
    'Another Tongchou server is using the data folder {dataDir}. Stop it first, or choose another with DATA_DIR.',
  'start.schema-too-new':
    'A newer release of Tongchou wrote this data. Install the newer release; the data was left as it is.',
  'start.storage-failed': 'The data cannot be opened ({dataDir}). Start again with LOG_LEVEL=debug to see why.',
  'start.database-in-use':
    'Another Tongchou server is using this database. Stop it first, or choose another database or schema with DATABASE_URL.',
  'start.database-corrupt':
    'The database reports damaged data. Do not delete it: restore from a backup, then start again.',
  'start.database-full': 'The disk of the database is full. Make room there, then start again.',
  'start.database-failed':
    'The data in the database cannot be opened. Check the rights of the account in DATABASE_URL; LOG_LEVEL=debug shows the reason.',
  'start.unexpected': 'Starting failed: {detail}',
}

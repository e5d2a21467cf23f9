import { auditEn } from './audit.en.ts'
import type { MessageKey } from './zh-CN.ts'

export const en: Readonly<Record<MessageKey, string>> = {
  ...auditEn,
  'sign-in-needed': 'Sign in first.',
  'token-unknown': 'The token is unknown or was withdrawn. Sign in and make a new one (POST /api/tokens).',
  'wrong-password': 'The account or the password is wrong. Check both and try again.',
  'old-password-wrong': 'The old password is wrong; the password was not changed.',
  'account-taken': 'The account {account} has been used before (disabled ones count). Choose another.',
  'own-account': 'Nobody disables their own account or takes its administration away. Ask another administrator.',
  'unknown-department': 'There is no department with the id {department}. Add the department first.',
  'table-taken': 'There is a table of the name {name} already. Choose another name.',
  'too-many-attempts': 'Too many attempts. Try again in {seconds|second|seconds}.',
  'foreign-origin': 'The request comes from another site and was refused. Use the pages of this system.',
  'export-not-granted': 'You may read this table but not export it. Ask the planning office if you need to.',
  'not-allowed': 'Your role may not do this. If you need to, ask the planning office or the administrator.',
  'cells-refused': '{count|cell|cells} may not be written; nothing was written.',
  'not-found': 'Not found. Check the address, or start from the list of tables.',
  'method-not-allowed': 'This address takes no {method}; it takes {allowed}.',
  'unknown-cell': '{count|cell names|cells name} a row or a column that the table does not have; nothing was written.',
  'bad-request': 'The request is not as it should be: {where}.',
  'bad-json': 'The request body is not valid JSON.',
  'not-json': 'The request body must be JSON (Content-Type: application/json).',
  'value-not-storable':
    '{count|value|values} cannot be stored (damaged characters or infinite numbers); nothing was written.',
  'text-too-long':
    '{count|value is|values are} too long: a cell holds at most {limit} bytes (UTF-8) of text; nothing was written.',
  'columns-refused': '{count} of the column commands cannot be carried out; nothing was changed.',
  'columns-moved':
    'Somebody has just changed the columns; nothing was written. Look at them as they are now and send it again.',
  'formulas-would-break':
    '{count|formula|formulas} would break; nothing was written. If you mean it, send it again with acceptBroken.',
  'structure-closed': 'This table has been issued or archived; its columns cannot be changed.',
  'review-moved-on': 'The baseline has changed; this page is out of date. Reload it, then go on.',
  'own-change': 'Nobody decides a change of the own department: a leader decides those of the planning office.',
  'words-missing': 'Give your opinion or reason.',
  'cannot-undo': 'Only one’s own last decision on a cell can be taken back.',
  'already-submitted': 'Your department has submitted already. Recall it first to change something.',
  'not-submitted': 'Nothing has been submitted.',
  'already-decided': 'The planning office has begun to decide, so it cannot be recalled. Ask them to reopen it.',
  'no-rows': 'The department fills no row of this table.',
  'table-closed': 'The table has been issued or archived. Ask for a revision to change a value.',
  'not-issued': 'The table has not been issued: values can be changed without a request.',
  'changes-undecided':
    '{count|change has|changes have} not been accepted yet, so the table cannot be issued. Decide them first.',
  'cells-moved': 'The values have changed since you looked. See what stands there now, then ask again.',
  'request-closed': 'This request has been closed.',
  'step-not-next': 'This step has been passed, or its turn has not come. Reload and look again.',
  'document-missing': 'This step needs the number of its document.',
  'own-request': 'Nobody passes a request of the own department.',
  'thread-resolved': 'This thread is resolved. Reopen it before you reply, or begin another comment.',
  'comments-full': 'Too many comments are open; nothing was sent. Resolve those that are settled first.',
  'mention-cannot-read':
    '{names} cannot read this table; nothing was sent. Take the mention out, or ask the planning office to let them read it.',
  'unknown-version': 'There is no such version. Write base, live, a baseline such as #1, an edition’s hash, or a time.',
  'too-large': 'The request is too large. Send it in parts.',
  'file-empty': 'The file is empty. Open the original in Excel or WPS, save it as .xlsx and import that.',
  'file-is-text':
    'This is a text file (such as .csv), no Excel workbook. Open it in Excel or WPS, save it as .xlsx and import that.',
  'file-is-old-excel':
    'This is a file of an old Excel (.xls). Open it in Excel or WPS, save it as .xlsx and import that.',
  'file-is-encrypted':
    'The file needs a password to open. Remove the password in Excel or WPS, save it as .xlsx and import that.',
  'file-not-xlsx': 'This is no .xlsx workbook. Open the original in Excel or WPS, save it as .xlsx and import that.',
  'file-damaged': 'The file is damaged. Open it in Excel or WPS, save it as .xlsx and import what you saved.',
  'file-too-complex':
    'The file holds far more than this table could, so reading it was stopped. Keep only the sheet with the table, save it as .xlsx and import that.',
  'file-too-large':
    'The file is larger than {megabytes} MB. Keep only the sheet with the table, remove pictures, save it as .xlsx and import that.',
  'file-missing': 'The request holds no file. Upload an .xlsx file.',
  'file-of-other-table':
    'This file was exported from another table. Import it there, or export this table anew and fill that in.',
  'file-without-table':
    'The header of this table was not found in the file. Keep the columns’ titles and the column of names, or export this table and fill that in.',
  'imports-busy': 'Other imports are under way. Try again in a moment.',
  'disk-full': 'The server’s disk is full and nothing was written. Ask the administrator to make room, then try again.',
  unavailable: 'The server cannot reach its data right now. Try again later; if it goes on, tell the administrator.',
  internal: 'The server failed. Try again later; if it goes on, tell the administrator.',

  'report.creator': 'Tongchou',
  'report.title': 'Table of revisions',
  'report.number': 'No.',
  'report.department': 'Department',
  'report.indicator': 'Indicator',
  'report.column': 'Column',
  'report.before': 'Before',
  'report.after': 'After',
  'report.difference': 'Difference',
  'report.reason': 'Reason',
  'report.opinion': 'Opinion',
  'report.decision': 'Decision',
  'report.blank': '(blank)',
  'report.pages': '&C&10Page &P of &N',
  'report.against': 'Against baseline {number}: {title} {document} {dated}, hash {hash}',
  'report.against-first': 'Against the values the table was made with (nothing issued yet)',
  'report.state-open': 'open',
  'report.state-moved': 'changed again',
  'report.state-returned': 'returned',
  'report.state-proposed': 'proposed',
  'report.state-accepted': 'accepted',
  'review.diff-points': '{by} points',
  'review.diff-figure': '{by} {unit}',
  'review.diff-figure-percent': '{by} {unit} ({percent}%)',
  'review.diff-qualifier-loosened': 'loosened: {from} → {to}',
  'review.diff-qualifier-tightened': 'tightened: {from} → {to}',
  'review.diff-qualifier': 'qualifier: {from} → {to}',
  'review.diff-unit': 'unit {from} → {to}',
  'review.diff-reading': 'reading {from} → {to}',
  'review.diff-sort': 'from {from} to {to}',
  'review.diff-filled': 'filled in',
  'review.diff-cleared': 'cleared',
  'review.diff-spelling': 'same value, other spelling',
  'review.diff-words': 'other words',
  'review.op-eq': 'exactly',
  'review.op-gt': 'more than',
  'review.op-ge': 'at least',
  'review.op-lt': 'less than',
  'review.op-le': 'at most',
  'review.op-approx': 'about',
  'review.reading-level': 'level',
  'review.reading-average-growth': 'average growth',
  'review.reading-cumulative': 'cumulative',
  'review.reading-none': 'not said',
  'review.sort-blank': 'blank',
  'review.sort-number': 'a figure',
  'review.sort-ratio': 'a ratio',
  'review.sort-range': 'a range',
  'review.sort-none': '“——”',
  'review.sort-text': 'words',

  'field.whole': 'the request',
  'field.text': '{field} must be a text',
  'field.number': '{field} must be a number',
  'field.integer': '{field} must be a whole number',
  'field.boolean': '{field} must be true or false',
  'field.list': '{field} must be a list',
  'field.object': '{field} must be an object',
  'field.choice': '{field} must be one of {choices}',
  'field.too-short': '{field} must have at least {limit|character|characters}',
  'field.too-long': '{field} may have at most {limit|character|characters}',
  'field.too-many-bytes': '{field} may have at most {limit} bytes',
  'field.too-small': '{field} must be at least {limit}',
  'field.too-large': '{field} must be at most {limit}',
  'field.too-few': '{field} must have at least {limit|entry|entries}',
  'field.too-many': '{field} may have at most {limit|entry|entries}',
  'field.unknown': 'there is no field {field}',
  'field.invalid': '{field} is not written as it should be',
  'field.repeated': '{field} repeats an earlier one',
  'field.no-such-column': '{field}: there is no such column',
  'field.no-such-department': '{field}: there is no such department',
  'field.no-earlier-row': '{field}: no row above it has this id',
  'field.computed': '{field}: nobody fills this column',

  'permission.planning-office': 'The planning office may fill this.',
  'permission.own-row': 'Your department fills this row.',
  'permission.everyone-reads': 'Everybody may read this.',
  'permission.as-deputy': 'Filled on behalf of {department} until {until}.',
  'permission.granted': 'Open to you.',
  'permission.reading-not-granted': 'This table is not open to you.',
  'permission.export-not-granted': 'You may read this table but not export it. Ask the planning office if you need to.',
  'permission.row-of-other-department': '{department} fills this row.',
  'permission.row-without-owner': 'No department is named for this row yet. Ask the planning office.',
  'permission.column-of-planning-office': 'The planning office fills this column.',
  'permission.column-is-computed': 'A formula gives this column; it cannot be filled.',
  'permission.role-only-reads': 'Your role only reads.',
  'permission.table-is-submitted':
    'This table is submitted and closed to departments. Ask the planning office to return it.',
  'permission.table-is-archived': 'This table is archived and cannot be changed.',
  'permission.deadline-passed': 'Filling ended on {until}. Ask the planning office for an extension.',
  'permission.cell-locked': 'Locked by {by} until {until}: {words}.',
  'permission.rows-submitted': 'These rows are submitted; they open again when they are decided or returned.',
  'permission.only-planning-office': 'Only the planning office may do this.',
  'permission.only-auditor': 'Only auditors and administrators may see this.',
  'permission.open-end': 'further notice',
  'permission.another-department': 'Another department',
  'permission.table-is-issued': 'This table has been issued and cannot be changed.',
  'permission.only-admin': 'Only the administrator may do this.',
  'permission.unknown-row': 'The table has no such row.',
  'permission.unknown-column': 'The table has no such column.',
  'permission.unknown-fact': 'Rows have no such fact.',
  'permission.structure-by-command': 'A table’s structure cannot be changed this way; use the table’s design.',
  'permission.owner-by-planning-office': 'The planning office names who fills a row.',
  'permission.refused-earlier': 'This edit was refused before.',
  'permission.text-too-long': 'The text is too long.',
  'permission.moved':
    'This cell has just been changed to another value. Look at what stands there now, then try again.',
  'permission.not-storable': 'This value cannot be stored.',

  'import.ambiguous-column':
    'Column {column} “{title}” reads like more than one column of this table and was left out. Give it exactly the title it has here.',
  'import.missing-column': 'The file lacks these columns, which stay as they are: {titles}.',
  'import.ambiguous-row':
    '{count|row bears|rows bear} a name that several rows of this table have; left out (first: row {row}). Export this table anew and fill that in.',
  'import.repeated-row':
    '{count|row stands|rows stand} in the file more than once; left out (first: row {row}). Keep each row once.',
  'import.row-marks-moved':
    'The hidden marks of {count|row|rows} do not fit the names (the sheet may have been sorted): matched by name (first: row {row}).',
  'import.other-workspace':
    'The file was exported from a table of the same name in another workspace: matched by titles and names.',
  'import.formula-in-entered-column':
    'Column {column} has {count|formula; only its result is|formulas; only their results are} taken (first: row {row}).',
  'import.formula-without-result':
    'Column {column} has {count|formula|formulas} without a result, left out (first: row {row}). Open and save the file in Excel or WPS.',
  'import.error-value':
    'Column {column} has {count|error value|error values} (such as {text}), left out (first: row {row}).',
  'import.format-not-understood':
    'Column {column} has {count|number|numbers} under formats that are not understood (such as {format}); read as plain numbers (first: row {row}).',
  'import.merged-values':
    'Column {column} has {count|merged cell|merged cells}, left out (first: row {row}). Unmerge them and fill in each row.',
  'import.computed-differs':
    'The computed column “{title}” differs in {count|place|places} (first: row {row}). Computed columns are not imported; what the table computes stands.',
  'import.owner-differs':
    'The department in charge differs in {count|place|places} (first: row {row}). It is not imported; change it on the page.',
  'import.changed-here-since':
    '{count|cell was|cells were} changed on the page after the export, and not in the file: what is on the page stays.',
  'import.log-too-long':
    'Too much was changed on the page since the export to tell what the file changed. Check closely, or export the table anew and fill that in.',
  'import.more-changes':
    'More than {most} changes; another {count|is|are} not listed. Apply these first, then import again.',
  'import.more-rows': 'More than {most} rows without a match; another {count|is|are} not listed.',
  'import.hint.changed-since-export':
    'This cell was changed on the page too, after the export: check which of the two is right.',
  'import.hint.became-a-date': 'Excel took it for a date: check it.',
  'import.hint.more-digits-than-shown': 'Excel shows “{shown}”, the cell holds more digits: check it.',
  'import.hint.qualifier-lost': 'The number is the same, but the words around it (左右, ≥, % …) are gone: check it.',
  'import.hint.hundredfold':
    'About a hundred times more or less than before, perhaps because of a percent sign: check it.',
  'import.hint.not-a-choice': 'Not one of the choices: check it.',
  'import.hint.not-a-value': 'It was a number and is words now: check it.',

  'issue.bracket-open': 'A bracket is not closed: “{part}” has no other half; kept as words.',
  'issue.contradiction': 'The qualifiers in “{part}” contradict each other; kept as words.',
  'issue.doubled-unit': 'The unit “{part}” stands twice; kept as words.',
  'issue.two-figures': 'There are two figures in one cell: “{part}”; kept as words.',
  'issue.two-points': '“{part}” has two decimal points; kept as words.',
  'issue.broken-ratio': 'The ratio “{part}” is not complete; kept as words.',
  'issue.separators': 'The thousands separators of “{part}” are wrong; kept as words.',
  'issue.point-character': 'The decimal point is written “{part}”; kept as words.',
  'issue.letters': 'There are letters in the figure: “{part}”; kept as words.',
  'issue.sign': 'The sign “{part}” stands in the wrong place; kept as words.',
  'issue.reversed-range': 'The range “{part}” runs backwards; kept as words.',
  'issue.unknown-unit': 'The unit “{part}” is not known; kept as words.',
  'issue.too-large': '“{part}” has too many digits; kept as words.',

  'column.unknown-column': 'The table has no such column.',
  'column.not-deleted': 'There is no deleted column of this id.',
  'column.id-taken': 'The column id has been used before.',
  'column.title-missing': 'A column needs a title.',
  'column.title-taken': 'Another column under the same heads has this title.',
  'column.formula-missing': 'A computed column needs a formula.',
  'column.formula-broken': 'The formula is wrong.',
  'column.decimals-missing': 'A rounding needs a number of decimals.',
  'column.choices-missing': 'A column of choices needs choices.',
  'column.too-many-columns': 'There are too many columns.',
  'column.no-column-left': 'At least one column must be shown.',

  'start.listening': 'Tongchou is running: {address}',
  'start.accounts': 'Demo accounts (passwords):',
  'start.admin': 'Administrator account (password):',
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

  'backup.done':
    'Backup done and checked: {folder} ({tables} tables, {commits} commits, {lines} audit lines, {megabytes} MB).',
  'backup.head':
    'Keep the hash of the last audit line elsewhere, {head}: it shows later that the backup was not changed.',
  'backup.audit-broken':
    'Mind: after line {lines} the audit log is not as it was written. Run npm run verify, and keep earlier backups.',
  'backup.no-data': 'No data at {file}. Name the data folder with DATA_DIR, or the database with DATABASE_URL.',
  'backup.data-damaged':
    'The data is damaged ({detail}); no backup was made. Keep the backups that you have, stop the server, and restore the last sound one.',
  'backup.other-release':
    'The database was written by another release; no backup was made. Start the server of this release on it once, or back up with that release.',
  'backup.database-stopped':
    'The database cannot be reached. Check that it runs and that DATABASE_URL is right, then try again.',
  'backup.disk-full': 'The disk is full; no backup was made. Make room, or try again with another folder.',
  'backup.failed': 'The backup was not finished: {detail}. Check the permissions of the folder, then try again.',
  'restore.usage':
    'Usage: npm run restore -- <backup folder> <empty folder>; or with DATABASE_URL set, the backup folder alone.',
  'restore.done-database':
    'Restored into the database of DATABASE_URL: the backup of {at}, {tables} tables, {commits} commits, {lines} audit lines, all of it checked. Start the server; everybody signs in again.',
  'restore.database-not-empty':
    'The schema of DATABASE_URL is not empty and was left as it is. Make an empty database or schema.',
  'restore.done':
    'Restored into {folder}: the backup of {at}, {tables} tables, {commits} commits, {lines} audit lines, all of it checked. Start the server with DATA_DIR={folder}; everybody signs in again.',
  'restore.not-a-backup':
    '{folder} is no complete backup (it has no readable backup.json). Name the folder that npm run backup printed, or take another backup.',
  'restore.later-format':
    'The backup {folder} was made by a newer release of Tongchou. Install that release, then restore.',
  'restore.in-use':
    'A Tongchou server is using this database; nothing was restored. Stop it, then restore into an empty database or schema.',
  'restore.later-release':
    'The data in the backup was written by a newer release; nothing was restored. Install that release, then restore.',
  'restore.folder-not-empty': 'The folder {folder} is not empty and was left as it is. Choose an empty one.',
  'restore.damaged':
    'The backup {folder} is damaged ({detail}); nothing was restored. Copy it again from where it is kept, or take an earlier one.',
  'restore.disk-full': 'The disk is full; nothing was restored. Make room, or try again with another folder.',
  'restore.failed': 'Restoring was not finished: {detail}. Check the permissions of the folder, then try again.',
}

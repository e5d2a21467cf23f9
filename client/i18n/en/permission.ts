export const permission = {
  'planning-office': 'The planning office fills every cell',
  'own-row': 'Filled by your department',
  'everyone-reads': 'Everyone may read',
  'row-of-other-department': 'Another department fills this row',
  'row-without-owner': 'No department fills this row yet; ask the planning office',
  'column-of-planning-office': 'The planning office fills this column',
  'column-is-computed': 'A formula gives this cell; it cannot be typed',
  'role-only-reads': 'Your account only reads',
  'table-is-issued': 'The table is issued and closed; ask the planning office for a change',
  'only-admin': 'Only an administrator may do this',
}

/** Why one may or may not: the reasons of `can`, as sentences. */
export const permission = {
  'planning-office': '规划办可以填写全部单元格',
  'own-row': '由本单位填报',
  'everyone-reads': '所有账号都可以查看',
  'row-of-other-department': '这一行由其他单位填报',
  'row-without-owner': '这一行还没有指定责任单位，请联系规划办',
  'column-of-planning-office': '这一列由规划办填写',
  'column-is-computed': '这一格由公式计算，不能直接填写',
  'role-only-reads': '您的账号只能查看',
  'table-is-issued': '表已下达，不能再改；需要调整请联系规划办',
  'only-admin': '只有管理员可以操作',
}

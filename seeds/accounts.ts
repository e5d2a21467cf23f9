import type { Role } from '../shared/accounts/account.ts'
import departmentData from './data/departments.json' with { type: 'json' }

export const demoDepartments: readonly { readonly id: string; readonly name: string }[] = departmentData

export interface DemoAccount {
  readonly account: string
  readonly name: string
  readonly department: string | null
  readonly roles: readonly Role[]
}

export const demoAccounts: readonly DemoAccount[] = [
  { account: 'admin', name: '管理员', department: null, roles: ['admin'] },
  { account: 'guihua', name: '周敏', department: 'guihua', roles: ['planning'] },
  { account: 'gongxin', name: '刘洋', department: 'gongxin', roles: ['clerk'] },
  { account: 'shangwu', name: '黄丽', department: 'shangwu', roles: ['clerk'] },
  { account: 'nongye', name: '谢军', department: 'nongye', roles: ['clerk'] },
  { account: 'lingdao', name: '曾文', department: 'zhengfuban', roles: ['leader'] },
  { account: 'shenji', name: '钟华', department: 'shenjiju', roles: ['auditor'] },
]

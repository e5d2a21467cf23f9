import { QueryClientProvider } from '@tanstack/react-query'
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  RouterProvider,
  redirect,
} from '@tanstack/react-router'
import { SignInPage } from './accounts/sign-in-page.tsx'
import { whenSignedOut } from './api/http.ts'
import { createQueryClient } from './api/query-client.ts'
import { sessionQuery } from './api/session.ts'
import { auditSearch } from './audit/audit-search.ts'
import { HomePage } from './home/home-page.tsx'
import { linkedCell } from './tables/linked-cell.ts'
import { Layout } from './workspace/layout.tsx'
import { NotFound, RouteError } from './workspace/route-messages.tsx'

const queryClient = createQueryClient()

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: RouteError })

interface SignInSearch {
  /** where to go afterwards: a path of our own */
  readonly to?: string
  readonly expired?: boolean
}

const signInRoute = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): SignInSearch => ({
    // a single slash only: `//elsewhere` would leave the house
    ...(typeof search.to === 'string' && /^\/(?![/\\])/.test(search.to) ? { to: search.to } : {}),
    ...(search.expired === true ? { expired: true } : {}),
  }),
  component: SignInPage,
})

const workspace = createRoute({
  getParentRoute: () => root,
  id: 'workspace',
  beforeLoad: async ({ location }) => {
    const account = await queryClient.ensureQueryData(sessionQuery)
    if (account === null)
      throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { to: location.pathname } })
  },
  component: Layout,
})

const home = createRoute({ getParentRoute: () => workspace, path: '/', component: HomePage })

const table = createRoute({
  getParentRoute: () => workspace,
  path: '/tables/$name',
  validateSearch: linkedCell,
  component: lazyRouteComponent(() => import('./tables/table-page.tsx'), 'TablePage'),
})

const review = createRoute({
  getParentRoute: () => workspace,
  path: '/tables/$name/review',
  component: lazyRouteComponent(() => import('./review/review-page.tsx'), 'ReviewPage'),
})

const components = createRoute({
  getParentRoute: () => workspace,
  path: '/components',
  component: lazyRouteComponent(() => import('./components/components-page.tsx'), 'ComponentsPage'),
})

const audit = createRoute({
  getParentRoute: () => workspace,
  path: '/audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('./audit/audit-page.tsx'), 'AuditPage'),
})

const accounts = createRoute({
  getParentRoute: () => workspace,
  path: '/accounts',
  component: lazyRouteComponent(() => import('./accounts/accounts-page.tsx'), 'AccountsPage'),
})

const me = createRoute({
  getParentRoute: () => workspace,
  path: '/me',
  component: lazyRouteComponent(() => import('./accounts/my-sessions-page.tsx'), 'MySessionsPage'),
})

const print = createRoute({
  getParentRoute: () => root,
  path: '/print/$name',
  beforeLoad: async ({ location }) => {
    const account = await queryClient.ensureQueryData(sessionQuery)
    if (account === null) throw redirect({ to: '/sign-in', search: { to: location.pathname } })
  },
  component: lazyRouteComponent(() => import('./print/print-page.tsx'), 'PrintPage'),
})

const router = createRouter({
  routeTree: root.addChildren([
    signInRoute,
    print,
    workspace.addChildren([home, components, table, review, audit, accounts, me]),
  ]),
  defaultPreload: false,
  notFoundMode: 'root',
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

/** The session ended while somebody was working: sign in, and come back to the same page. */
function signInAgain(): void {
  const { pathname } = router.state.location
  if (pathname === '/sign-in') return
  queryClient.setQueryData(sessionQuery.queryKey, null)
  void router.navigate({ to: '/sign-in', search: { to: pathname, expired: true } })
}
whenSignedOut(signInAgain)

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  )
}

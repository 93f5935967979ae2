import { lazy, type ComponentType } from 'react';
import { createBrowserRouter, redirect, type RouteObject } from 'react-router';
import { RequireSession } from '../features/session/require-session.js';
import type { Capability } from './permissions.js';
import { CrashPage } from './crash-page.js';
import { Guard } from './guard.js';
import { NotFoundPage } from './not-found-page.js';

// Whoever only sees the sign-in form does not load the frame of the pages.
const AppLayout = lazy(() => import('../layout/app-layout.js').then((m) => ({ default: m.AppLayout })));

type Loader = () => Promise<ComponentType>;

/** A page that is fetched when it is first opened, and only by those who may see it. */
function page(path: string | undefined, load: Loader, capability?: Capability, hidden = false): RouteObject {
  return {
    path,
    index: path === undefined,
    lazy: async () => {
      const Page = await load();
      return {
        Component: capability
          ? () => (
              <Guard capability={capability} hidden={hidden}>
                <Page />
              </Guard>
            )
          : Page,
      };
    },
  } as RouteObject;
}

export const router = createBrowserRouter([
  {
    errorElement: <CrashPage />,
    // The page stays blank for the moment its code needs to arrive.
    HydrateFallback: () => null,
    children: [
      // The form is shown in place of any page; its own address is only for links and bookmarks.
      { path: '/sign-in', loader: () => redirect('/'), element: <></> },
      {
        element: (
          <RequireSession>
            <AppLayout />
          </RequireSession>
        ),
        children: [
          {
            errorElement: <CrashPage />,
            children: [
              page(undefined, () => import('../features/home/home-page.js').then((m) => m.HomePage)),
              page(
                '/alerts',
                () => import('../features/alerts/alerts-page.js').then((m) => m.AlertsPage),
                'alerts',
                true,
              ),
              page(
                '/alerts/:id',
                () => import('../features/alerts/alert-page.js').then((m) => m.AlertPage),
                'alerts',
                true,
              ),
              page(
                '/customers',
                () => import('../features/customers/customers-page.js').then((m) => m.CustomersPage),
                'customers',
              ),
              page(
                '/customers/new',
                () =>
                  import('../features/customers/registration/registration-page.js').then(
                    (m) => m.RegistrationPage,
                  ),
                'customers.create',
              ),
              page(
                '/customers/duplicates',
                () => import('../features/duplicates/duplicates-page.js').then((m) => m.DuplicatesPage),
                'alerts',
                true,
              ),
              page(
                '/customers/merges',
                () => import('../features/duplicates/merges-page.js').then((m) => m.MergesPage),
                'alerts',
                true,
              ),
              page(
                '/customers/number/:customerNumber',
                () => import('../features/customers/customer-by-number.js').then((m) => m.CustomerByNumber),
                'customers',
              ),
              page(
                '/customers/:id',
                () => import('../features/customers/customer-page.js').then((m) => m.CustomerPage),
                'customers',
              ),
              page(
                '/occasional-check',
                () => import('../features/occasional/occasional-page.js').then((m) => m.OccasionalPage),
                'occasional',
              ),
              page(
                '/tasks',
                () => import('../features/tasks/tasks-page.js').then((m) => m.TasksPage),
                'tasks',
              ),
              page(
                '/tasks/:id',
                () => import('../features/tasks/task-page.js').then((m) => m.TaskPage),
                'tasks',
              ),
              page(
                '/campaigns',
                () => import('../features/campaigns/campaigns-page.js').then((m) => m.CampaignsPage),
                'campaigns',
                true,
              ),
              page(
                '/campaigns/:id',
                () => import('../features/campaigns/campaign-page.js').then((m) => m.CampaignPage),
                'campaigns',
                true,
              ),
              page(
                '/objections',
                () => import('../features/objections/objections-page.js').then((m) => m.ObjectionsPage),
                'objections',
                true,
              ),
              page(
                '/transactions',
                () => import('../features/transactions/transactions-page.js').then((m) => m.TransactionsPage),
                'transactions',
              ),
              page(
                '/transactions/:id',
                () => import('../features/transactions/transaction-page.js').then((m) => m.TransactionPage),
                'transactions',
              ),
              page(
                '/register-discrepancies',
                () => import('../features/owners/discrepancies-page.js').then((m) => m.DiscrepanciesPage),
                'registers',
                true,
              ),
              page(
                '/register-discrepancies/:id',
                () => import('../features/owners/discrepancy-page.js').then((m) => m.DiscrepancyPage),
                'registers',
                true,
              ),
              page(
                '/imports',
                () => import('../features/imports/imports-page.js').then((m) => m.ImportsPage),
                'imports',
              ),
              page(
                '/imports/new',
                () => import('../features/imports/new-import-page.js').then((m) => m.NewImportPage),
                'imports.run',
              ),
              page(
                '/imports/:kind/:id',
                () => import('../features/imports/import-page.js').then((m) => m.ImportPage),
                'imports',
              ),
              page(
                '/exchange-rates',
                () =>
                  import('../features/exchange-rates/exchange-rates-page.js').then(
                    (m) => m.ExchangeRatesPage,
                  ),
                'exchange-rates',
              ),
              page(
                '/reports',
                () => import('../features/reports/reports-page.js').then((m) => m.ReportsPage),
                'reports',
                true,
              ),
              page(
                '/reports/:id',
                () => import('../features/reports/report-page.js').then((m) => m.ReportPage),
                'reports',
                true,
              ),
              page(
                '/risk',
                () => import('../features/risk/risk-page.js').then((m) => m.RiskPage),
                'risk',
                true,
              ),
              page(
                '/risk/models/:modelId/:version',
                () => import('../features/risk/model-page.js').then((m) => m.RiskModelPage),
                'risk',
                true,
              ),
              page(
                '/rules',
                () => import('../features/rules/rules-page.js').then((m) => m.RulesPage),
                'rules',
                true,
              ),
              page(
                '/rules/:ruleId',
                () => import('../features/rules/rule-page.js').then((m) => m.RulePage),
                'rules',
                true,
              ),
              page(
                '/notices',
                () => import('../features/notices/notices-page.js').then((m) => m.NoticesPage),
                'notices',
              ),
              page(
                '/notices/:id',
                () => import('../features/notices/notice-page.js').then((m) => m.NoticePage),
                'notices',
              ),
              page(
                '/notice-templates',
                () => import('../features/notices/templates-page.js').then((m) => m.TemplatesPage),
                'notices',
              ),
              page(
                '/users',
                () => import('../features/users/users-page.js').then((m) => m.UsersPage),
                'users',
              ),
              page(
                '/branches',
                () => import('../features/branches/branches-page.js').then((m) => m.BranchesPage),
                'users',
              ),
              page(
                '/api-keys',
                () => import('../features/api-keys/api-keys-page.js').then((m) => m.ApiKeysPage),
                'users',
              ),
              page(
                '/audit',
                () => import('../features/audit/audit-page.js').then((m) => m.AuditPage),
                'audit',
              ),
              page('/settings', () =>
                import('../features/settings/settings-page.js').then((m) => m.SettingsPage),
              ),
              { path: '*', element: <NotFoundPage /> },
            ],
          },
        ],
      },
    ],
  },
]);

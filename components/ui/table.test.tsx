import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { DataTable } from './table';

const rows = [
  { id: 'a', name: '<b>Ama</b>', total: '10' },
  { id: 'b', name: 'Kofi', total: '20' },
];

const unused = () => undefined;
const router = {
  back: unused,
  forward: unused,
  refresh: unused,
  push: unused,
  replace: unused,
  prefetch: unused,
  bfcacheId: '',
};

function render(href?: (row: { id: string }) => string | null) {
  return renderToStaticMarkup(
    <AppRouterContext value={router}>
      <DataTable
        label="Customers"
        rows={rows}
        rowKey={(row) => row.id}
        href={href}
        columns={[
          { key: 'total', head: 'Total', align: 'end', phone: 'end', cell: (row) => row.total },
          { key: 'name', head: 'Name', phone: 'title', cell: (row) => row.name },
          { key: 'note', head: 'Note', cell: () => 'wide screens only' },
        ]}
        footer={{ total: '30' }}
      />
    </AppRouterContext>,
  );
}

describe('DataTable', () => {
  it('puts the link of a row on its title, once', () => {
    const html = render((row) => `/customers/${row.id}`);
    expect(html.match(/href="\/customers\/b"/g)).toHaveLength(1);
    expect(html).toMatch(/<a[^>]*href="\/customers\/b"[^>]*>Kofi<\/a>/);
  });

  it('has no links when rows lead nowhere', () => {
    expect(render(() => null)).not.toContain('<a');
  });

  it('shows names as text, never as markup', () => {
    expect(render()).toContain('&lt;b&gt;Ama&lt;/b&gt;');
  });

  it('leaves columns without a place on phones out there', () => {
    expect(render()).toContain('<td class="c-none">wide screens only');
  });
});

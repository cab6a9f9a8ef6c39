import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { DataTable } from './table';

const rows = [
  { id: 'a', name: '<b>Ama</b>', total: '10' },
  { id: 'b', name: 'Kofi', total: '20' },
];

function render(href?: (row: { id: string }) => string | null) {
  return renderToStaticMarkup(
    <DataTable
      label="Customers"
      rows={rows}
      rowKey={(row) => row.id}
      href={href}
      select={{ name: 'chosen', describe: (row) => `Choose ${row.name}` }}
      columns={[
        { key: 'total', head: 'Total', align: 'end', phone: 'end', cell: (row) => row.total },
        { key: 'name', head: 'Name', phone: 'title', cell: (row) => row.name },
        { key: 'note', head: 'Note', cell: () => 'wide screens only' },
      ]}
      footer={{ total: '30' }}
    />,
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

  it('names each checkbox and sends the key', () => {
    const html = render();
    expect(html).toContain('aria-label="Choose Kofi"');
    expect(html).toMatch(/name="chosen"[^>]*value="b"/);
  });

  it('leaves columns without a place on phones out there', () => {
    expect(render()).toMatch(/<td class="[^"]*max-sm:hidden[^"]*">wide screens only/);
  });
});

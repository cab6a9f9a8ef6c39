'use client';

import { DataList } from '@/components/screen/data-list';
import { openListLink } from '@/components/screen/list-links';
import { SavedViews } from '@/components/screen/saved-views';
import { useScreen } from '@/components/screen/use-screen';
import { FilterChips } from '@/components/ui/filter-chips';
import { ButtonLink, TextLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { SearchBox } from '@/components/ui/search-box';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { Sortable } from '@/components/ui/sortable';
import { EmptyState } from '@/components/ui/states';
import { menuFilter } from '@/lib/menu/list-filter';
import type { menuScreen } from '@/lib/menu/screens';
import { formatCount } from '@/lib/platform/format/numbers';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { reorder } from './archive';
import { dishColumns } from './dish-columns';
import { DishRow } from './dish-row';
import { allergenChoices, categoryChips, dietChoices, stateChips } from './menu-filters';
import { MenuTabs } from './menu-tabs';
import { Thumbnail } from './signs';
import { StaffPrices } from './staff-prices';

/** The dishes: found by name, category, diet and allergen; a category by itself is put in order here. */
export function MenuScreen({ sent }: { sent: Sent<DataOf<typeof menuScreen>> }) {
  const { data: list, place, busy, failed } = useScreen(sent);
  const { filter, mayEdit } = list;
  const add = filter.category ? `/menu/new?category=${filter.category}` : '/menu/new';
  const narrows = menuFilter.narrows(filter);
  const chosen = list.categories.find(({ id }) => id === filter.category);
  const selects = (
    <div className="grid grid-cols-2 gap-2 sm:flex">
      <FilterSelect label="Diet" value={filter.diet ?? ''} options={dietChoices(filter)} />
      <FilterSelect label="Free from" value={filter.free ?? ''} options={allergenChoices(filter)} />
    </div>
  );
  const filters = [
    { label: 'Category', chips: categoryChips(list) },
    { label: 'State', chips: stateChips(list) },
  ];
  const empty = (
    <NoDishes filtered={narrows} mayAdd={mayEdit && list.mayPrice} categories={list.categories.length} />
  );
  return (
    <>
      <PageHead
        title="Menu"
        primary={
          mayEdit && list.mayPrice && list.categories.length > 0 ? (
            <ButtonLink href={add} variant="primary">
              Add dish
            </ButtonLink>
          ) : null
        }
        menu={list.mayImport ? <ButtonLink href="/settings/imports?kind=menu">Import</ButtonLink> : null}
      />
      <MenuTabs active="dishes" />
      {chosen?.pictureId ? (
        <Thumbnail pictureId={chosen.pictureId} size="large" className="mb-4 h-28 w-full max-w-3xl" />
      ) : null}
      {list.whole && list.rows.length > 0 ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: the links inside carry the keyboard
        // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside carry the keyboard
        <div className="list" onClick={openListLink} aria-busy={busy || undefined}>
          <SearchBox label="Search dishes" placeholder="Name or description" busy={busy} />
          <SavedViews looks={list.looks} at={menuFilter.at(filter)} />
          {filters.map((group) => (
            <FilterChips key={group.label} {...group} />
          ))}
          {selects}
          <Sortable
            label="Dishes in the order of the menu"
            rows={list.rows}
            rowKey={(row) => row.id}
            nameOf={(row) => row.name}
            movable={mayEdit}
            move={(id, after) => reorder('dish', id, after)}
          >
            {(row) => <DishRow dish={row} place={place} />}
          </Sortable>
        </div>
      ) : (
        <DataList
          busy={busy}
          failed={failed}
          search={{ label: 'Search dishes', placeholder: 'Name or description' }}
          filters={filters}
          moreFilters={selects}
          label="Dishes"
          columns={dishColumns(place)}
          rows={list.rows}
          rowKey={(row) => row.id}
          href={(row) => (mayEdit ? `/menu/${row.id}` : null)}
          looks={list.looks}
          at={menuFilter.at(filter)}
          previous={list.previous}
          next={list.next}
          limit={list.limit}
          summary={`${list.rows.length} of ${formatCount(list.total)} ${list.total === 1 ? 'dish' : 'dishes'}`}
          empty={empty}
        />
      )}
      {mayEdit && list.everything > 0 ? <MenuFile /> : null}
      {list.mayDecide ? (
        <div className="mt-8">
          <StaffPrices allowed={list.staffPrices} />
        </div>
      ) : null}
    </>
  );
}

function NoDishes(props: { filtered: boolean; mayAdd: boolean; categories: number }) {
  if (props.filtered)
    return (
      <EmptyState title="No dish fits" actions={<ButtonLink href="/menu">Show the whole menu</ButtonLink>}>
        “Free from” finds only dishes of which it is known: one whose allergens are unknown isn’t free of
        them.
      </EmptyState>
    );
  if (props.categories === 0)
    return (
      <EmptyState
        title="The menu is empty"
        actions={
          <ButtonLink href="/menu/categories" variant="primary">
            Add the first category
          </ButtonLink>
        }
      >
        Dishes stand in categories, such as Rice, Soups or Drinks. Add those first, then the dishes.
      </EmptyState>
    );
  return (
    <EmptyState
      title="No dishes yet"
      actions={
        props.mayAdd ? (
          <ButtonLink href="/menu/new" variant="primary">
            Add the first dish
          </ButtonLink>
        ) : null
      }
    >
      Name, category and price are enough. <TextLink href="/menu/categories">Categories</TextLink> can follow.
    </EmptyState>
  );
}

type FilterSelectProps = {
  label: string;
  value: string;
  /** The address of each choice. */
  options: readonly { value: string; label: string; href: string }[];
};

/** A filter with too many values for chips; it changes the address as they do. */
function FilterSelect({ label, value, options }: FilterSelectProps) {
  return (
    <Select
      aria-label={label}
      value={value}
      options={options}
      className="w-full sm:w-48"
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.target.value);
        if (chosen) window.history.pushState(null, '', chosen.href);
      }}
    />
  );
}

const menuFile = '/api/v1/menu/export';

/** The menu to take along, whatever the list shows of it. */
function MenuFile() {
  return (
    <div className="mt-8 max-w-3xl">
      <Section
        title="The menu as a file"
        note="Categories, dishes, services and packages, archived ones too, in the columns that an import reads. Costs stay out of it."
      >
        <div className="flex flex-wrap gap-2">
          <ButtonLink size="small" href={`${menuFile}?file=xlsx`}>
            Download as Excel
          </ButtonLink>
          <ButtonLink size="small" href={menuFile}>
            Download as CSV
          </ButtonLink>
        </div>
      </Section>
    </div>
  );
}

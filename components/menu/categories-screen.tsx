'use client';

import { useState } from 'react';
import { DialogForm } from '@/components/form/dialog-form';
import { InputField } from '@/components/form/fields';
import { StaleNotice } from '@/components/form/stale-notice';
import { useForm } from '@/components/form/use-form';
import { useScreen } from '@/components/screen/use-screen';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { PlainLink } from '@/components/ui/link';
import { Menu } from '@/components/ui/menu';
import { PageHead } from '@/components/ui/page-head';
import { Badge } from '@/components/ui/pill';
import { Sortable } from '@/components/ui/sortable';
import { EmptyState } from '@/components/ui/states';
import { notify } from '@/components/ui/toast';
import { createCategory, updateCategory } from '@/lib/menu/actions';
import type { CountedCategory } from '@/lib/menu/offer-queries';
import type { categoriesScreen } from '@/lib/menu/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { offer, reorder } from './archive';
import { categoryLabels, sayCategory } from './catalogue-words';
import { MenuTabs } from './menu-tabs';
import { PictureField } from './picture-field';
import { Thumbnail } from './signs';

/** The categories of the menu in their order. */
export function CategoriesScreen({ sent }: { sent: Sent<DataOf<typeof categoriesScreen>> }) {
  const { categories, mayEdit } = useScreen(sent).data;
  const [edited, setEdited] = useState<CountedCategory | 'new'>();
  const add = mayEdit ? (
    <Button variant="primary" aria-haspopup="dialog" onClick={() => setEdited('new')}>
      Add category
    </Button>
  ) : null;
  return (
    <>
      <PageHead title="Menu" primary={add} />
      <MenuTabs active="categories" />
      {categories.length === 0 ? (
        <EmptyState title="No categories yet" actions={add}>
          A category holds dishes that are chosen together, such as Rice, Soups or Drinks.
        </EmptyState>
      ) : (
        <Sortable
          label="Categories in the order of the menu"
          rows={categories}
          rowKey={({ id }) => id}
          nameOf={({ name }) => name}
          movable={mayEdit}
          move={(id, after) => reorder('category', id, after)}
        >
          {(category) => <CategoryRow category={category} edit={mayEdit ? setEdited : undefined} />}
        </Sortable>
      )}
      {edited ? (
        <CategoryDialog
          key={edited === 'new' ? 'new' : edited.id}
          category={edited === 'new' ? undefined : edited}
          close={() => setEdited(undefined)}
        />
      ) : null}
    </>
  );
}

function CategoryRow({
  category,
  edit,
}: {
  category: CountedCategory;
  edit?: (category: CountedCategory) => void;
}) {
  const { id, name, pictureId, active, dishes } = category;
  return (
    <div className="flex items-center gap-3">
      <Thumbnail pictureId={pictureId} />
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2">
        <PlainLink
          href={`/menu?category=${id}`}
          dir="auto"
          className="min-w-0 break-words font-medium hover:underline"
        >
          {name}
        </PlainLink>
        {active ? null : <Badge>Archived</Badge>}
        <span className="text-subtle text-xs">{dishes === 1 ? '1 dish' : `${dishes} dishes`}</span>
      </div>
      {edit ? (
        <Menu
          label={`More for ${name}`}
          entries={[
            {
              label: 'Edit category',
              icon: <Icon name="edit" />,
              asks: true,
              onSelect: () => edit(category),
            },
            active
              ? {
                  label: 'Archive category',
                  icon: <Icon name="archive" />,
                  onSelect: () => void offer('category', category, false),
                }
              : {
                  label: 'Restore category',
                  icon: <Icon name="undo" />,
                  onSelect: () => void offer('category', category, true),
                },
          ]}
        />
      ) : null}
    </div>
  );
}

function CategoryDialog({ category, close }: { category?: CountedCategory; close: () => void }) {
  const form = useForm({
    id: `category-${category?.id ?? 'new'}`,
    initial: { name: category?.name ?? '', pictureId: category?.pictureId ?? '' },
    version: category?.version,
    draft: false,
    schema: () => import('@/lib/menu/schema').then((file) => file.categoryInput),
    send: async (input, key, { version }) =>
      category ? updateCategory({ ...input, id: category.id, version }, key) : createCategory(input, key),
    saved: () => {
      notify({ message: category ? 'Category saved' : 'Category added' });
      close();
    },
  });
  return (
    <DialogForm
      id="category"
      title={category ? `Edit ${category.name}` : 'Add category'}
      open
      onClose={close}
      form={form}
      submit={category ? 'Save category' : 'Add category'}
    >
      <StaleNotice form={form} noun="category" labels={categoryLabels} say={sayCategory} />
      <InputField {...form.field('name')} label="Name" required autoComplete="off" dir="auto" />
      <PictureField
        value={form.values.pictureId}
        error={form.errors.pictureId}
        change={(pictureId) => form.set({ pictureId })}
        hold={form.hold}
      />
    </DialogForm>
  );
}

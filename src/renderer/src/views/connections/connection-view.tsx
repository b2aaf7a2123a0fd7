import { Page } from '../../components/page.tsx'

export function ConnectionView({ id, editing: _ }: { readonly id: number; readonly editing: boolean }) {
  return <Page title={`Connection ${id}`}>{null}</Page>
}

import { Group, Radio, Select, Stack, Text } from '@mantine/core'
import type { SignInSite } from '../../../../shared/model/sign-in.ts'

export interface SignInSitesProps {
  readonly sites: readonly SignInSite[]
  readonly chosen: SignInSite | null
  readonly onChoose: (site: SignInSite | null) => void
}

/** So many sites are all shown. */
const fewSites = 5

/** Which of the sites that were found is read. */
export function SignInSites({ sites, chosen, onChoose }: SignInSitesProps) {
  const choose = (id: string | null) => onChoose(sites.find(site => site.id === id) ?? null)
  const [only] = sites
  if (only && sites.length === 1) {
    return (
      <Text size="sm" role="status">
        Signed in. Weir reads {only.name}, {hostOf(only)}.
      </Text>
    )
  }
  if (sites.length > fewSites) {
    return (
      <Select
        label="Signed in. Which site is to be read?"
        data={sites.map(site => ({ value: site.id, label: `${site.name} · ${hostOf(site)}` }))}
        value={chosen?.id ?? null}
        searchable
        allowDeselect={false}
        onChange={choose}
      />
    )
  }
  return (
    <Radio.Group label="Signed in. Which site is to be read?" value={chosen?.id ?? ''} onChange={choose}>
      <Stack gap="xs" mt={6}>
        {sites.map(site => (
          <Group key={site.id} gap="sm">
            <Radio value={site.id} label={`${site.name} · ${hostOf(site)}`} />
          </Group>
        ))}
      </Stack>
    </Radio.Group>
  )
}

const hostOf = ({ url }: SignInSite) => URL.parse(url)?.host ?? url

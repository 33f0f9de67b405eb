import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addSegment, changeSegment, segmentsKey, siteList } from '~/api/segments'
import type { DhcpMode, Registration, RouterAdvertising, Segment } from '~/api/types'
import { FormModal } from '~/forms/FormModal'
import { Row } from '~/forms/Row'
import { useFormErrors } from '~/forms/useFormErrors'
import { statesOf } from '~/ui/states'
import { dhcpModes } from './dhcpMode'
import { registrationWords } from './registration'
import { advertisingWords } from './routerAdvertising'
import {
  checkSegment,
  draftOf,
  emptySegment,
  type SegmentDraft,
  segmentFields,
  segmentOf,
} from './segmentDraft'

/** Adds a segment, or changes the one that is given. */
export function SegmentForm({ segment, onClose }: { segment: Segment | null; onClose(): void }) {
  const [draft, setDraft] = useState<SegmentDraft>(() => (segment === null ? emptySegment : draftOf(segment)))
  const { errors, problem, found, refused } = useFormErrors(field => segmentFields.includes(field))
  const sites = useQuery(siteList())
  const client = useQueryClient()
  const saving = useMutation({
    mutationFn: () => (segment === null ? addSegment : changeSegment)(segmentOf(draft)),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: segmentsKey })
      onClose()
    },
    onError: refused,
  })
  const field = (name: Exclude<keyof SegmentDraft, 'dhcp' | 'checksConflicts' | 'ipv6Reservations'>) => ({
    value: draft[name],
    error: errors[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
  })
  return (
    <FormModal
      opened
      title={segment === null ? 'Add a segment' : `Edit ${segment.name}`}
      verb={segment === null ? 'Add' : 'Save'}
      pending={saving.isPending}
      problem={problem}
      onClose={onClose}
      onSubmit={() => found(checkSegment(draft)) && saving.mutate()}
    >
      <Row>
        <TextInput label="Name" required disabled={segment !== null} {...field('name')} />
        <NativeSelect
          label="Site"
          data={sites.data?.items.map(site => site.name) ?? [draft.site]}
          {...field('site')}
        />
      </Row>
      <Row>
        <TextInput label="Network" required placeholder="10.77.0.0/24" {...field('cidr')} />
        <TextInput label="Gateway" placeholder="10.77.0.1" {...field('gateway')} />
        <TextInput label="VLAN" inputMode="numeric" {...field('vlan')} />
      </Row>
      <Row>
        <TextInput label="Range for machines" placeholder="10.77.0.100-10.77.0.199" {...field('machines')} />
        <TextInput label="Name servers" placeholder="10.77.0.1, 10.77.0.2" {...field('nameServers')} />
      </Row>
      <Row>
        <TextInput label="Range for BMCs" placeholder="10.77.1.100-10.77.1.199" {...field('bmcs')} />
        <TextInput label="Network of the BMCs" placeholder="where it is another" {...field('bmcNetwork')} />
        <TextInput label="Gateway of the BMCs" {...field('bmcGateway')} />
      </Row>
      <TextInput
        label="Range for BMCs that ask by DHCP"
        description="In the segment's network. Dell's and HPE's are known by what they call themselves; others are told by the command line."
        placeholder="10.77.0.200-10.77.0.249"
        {...field('bmcsByDhcp')}
      />
      <NativeSelect
        label="Registration"
        data={statesOf(registrationWords).map(value => ({
          value,
          label: `${registrationWords[value].word}: ${registrationWords[value].meaning}`,
        }))}
        value={draft.registration}
        error={errors.registration}
        onChange={event => setDraft({ ...draft, registration: event.currentTarget.value as Registration })}
      />
      <Row>
        <NativeSelect
          label="DHCP"
          data={statesOf(dhcpModes).map(value => ({
            value,
            label: `${dhcpModes[value].word}: ${dhcpModes[value].meaning}`,
          }))}
          value={draft.mode}
          error={errors.mode}
          onChange={event => setDraft({ ...draft, mode: event.currentTarget.value as DhcpMode })}
        />
        <TextInput
          label="Excluded addresses"
          placeholder="10.77.0.110-10.77.0.119"
          {...field('exclusions')}
        />
      </Row>
      <Checkbox
        label="Ask whether somebody has an address before it is offered"
        checked={draft.checksConflicts}
        onChange={event => setDraft({ ...draft, checksConflicts: event.currentTarget.checked })}
      />
      <Row>
        <TextInput label="IPv6 network" placeholder="fd00:77::/64" {...field('ipv6Prefix')} />
        <TextInput
          label="IPv6 range for machines"
          placeholder="fd00:77::100-fd00:77::1ff"
          {...field('ipv6Machines')}
        />
        <TextInput label="IPv6 name servers" placeholder="fd00:77::53" {...field('ipv6NameServers')} />
      </Row>
      <NativeSelect
        label="IPv6 router advertisements"
        data={statesOf(advertisingWords).map(value => ({
          value,
          label: `${advertisingWords[value].word}: ${advertisingWords[value].meaning}`,
        }))}
        value={draft.ipv6Advertise}
        error={errors.ipv6Advertise}
        onChange={event =>
          setDraft({ ...draft, ipv6Advertise: event.currentTarget.value as RouterAdvertising })
        }
      />
    </FormModal>
  )
}

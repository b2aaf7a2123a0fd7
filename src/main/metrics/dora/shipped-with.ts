/**
 * SQL of a JSON array of the deployments that something of `changes` (`x`, where `condition` holds) shipped with: of each service the first,
 * the earliest first.
 */
export const shippedWith = (changes: 'deployment_changes' | 'pull_request_changes', condition: string): string => `(
  select json_group_array(json_object('id', d.id, 'name', d.name, 'serviceName', v.name, 'finishedAt', d.finished_at${
    changes === 'pull_request_changes' ? `, 'byTime', json(iif(x.by_time = 1, 'true', 'false'))` : ''
  }) order by d.finished_at, d.id)
  from ${changes} x join deployments d on d.id = x.deployment_id left join services v on v.id = d.service_id
  where ${condition})`

import { useAuthUser } from './useAuthUser.ts';

/** Whose till this is, as a key: what was kept for one person is not shown to the next. */
export function useOwner(): string {
  const user = useAuthUser();
  return user === null ? '' : `${user.company_id}/${user.id}`;
}

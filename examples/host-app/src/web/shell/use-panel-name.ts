import { useEffect, useState } from 'preact/hooks';

/** The part of the address after `#/`. */
export function usePanelName(): string {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = (): void => setHash(location.hash);
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return hash.replace(/^#\//, '');
}

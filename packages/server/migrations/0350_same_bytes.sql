-- Whether a file of the same bytes lies in some volume already, or was fixed as a paper: it stands for one paper only.
create index volumes_materials on volumes using gin ((state -> 'materials') jsonb_path_ops);
create index papers_frozen on papers ((state -> 'frozen' ->> 'sha256')) where state ? 'frozen';

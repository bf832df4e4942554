def summary_of(workshop):
    raise NotImplementedError
